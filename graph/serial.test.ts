import { describe, expect, it } from "vitest";
import { Serial } from "./serial.ts";

describe("work in line", () => {
  it("runs one key's work one at a time, in order, past a failure", async () => {
    const serial = new Serial();
    const seen: string[] = [];
    const work = (name: string, ms: number) => async () => {
      seen.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, ms));
      seen.push(`${name} ends`);
      if (name === "a") throw new Error("broke");
    };
    const first = serial.run("order", work("a", 10)).catch((error: Error) => error.message);
    const second = serial.run("order", work("b", 1));
    expect(await first).toBe("broke");
    await second;
    expect(seen).toEqual(["a begins", "a ends", "b begins", "b ends"]);
  });

  it("does not make one key wait for another", async () => {
    const serial = new Serial();
    let release = () => {};
    const held = serial.run("a", () => new Promise<void>((resolve) => (release = resolve)));
    expect(await serial.run("b", async () => "through")).toBe("through");
    release();
    await held;
  });
});
