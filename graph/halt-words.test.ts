import { describe, expect, it } from "vitest";
import { haltReason } from "./halt-words.ts";

describe("a halt in plain words", () => {
  it.each([
    "halt",
    "HALT!",
    "Halt trading",
    "stop trading now",
    "please halt all trading.",
    "Stop everything",
    "/halt",
  ])("is understood: %s", (text) => expect(haltReason(text)).toBe("Halted in chat"));

  it("keeps the reason of the command", () => {
    expect(haltReason("/halt  fat finger in AAPL ")).toBe("Halted in chat: fat finger in AAPL");
  });

  it.each([
    "stop",
    "Stop, please",
    "why did trading halt?",
    "halt orders above 5000?",
    "what does /halt do",
    "don't halt",
  ])("is not read into: %s", (text) => expect(haltReason(text)).toBeNull());
});
