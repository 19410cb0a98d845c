import { describe, expect, it } from "vitest";
import { readModelConfig } from "./model-config.ts";

describe("choosing the model", () => {
  it("takes the offline operator without a key or an endpoint", () => {
    expect(readModelConfig({ OPENAI_API_KEY: " " })).toEqual({ kind: "offline" });
  });

  it("needs no key for a local server", () => {
    expect(
      readModelConfig({ OPENAI_BASE_URL: "http://127.0.0.1:8080/v1", OPENAI_MODEL: "local" }),
    ).toMatchObject({
      kind: "openai",
      model: "local",
      apiKey: "none",
    });
  });

  it("lets one agent have its own model", () => {
    expect(readModelConfig({ OPENAI_API_KEY: "k", OPENAI_MODEL_DECISION: "larger" })).toMatchObject({
      perAgent: { decision: "larger", monitoring: undefined },
    });
  });

  it("names every faulty variable at once", () => {
    expect(() => readModelConfig({ OPENAI_BASE_URL: "not a url", OPENAI_TIMEOUT_MS: "soon" })).toThrow(
      /OPENAI_BASE_URL.*OPENAI_TIMEOUT_MS/,
    );
  });
});
