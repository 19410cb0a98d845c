import { expect, it } from "vitest";
import { sourceOf } from "./source-of.ts";

const OWN = ["api.acme.example"];

it.each([
  ["https://api.acme.example/v2", "live"],
  ["http://api.acme.example/v2", "simulated"],
  ["https://api.acme.example:8443", "simulated"],
  ["https://api.acme.example.evil.example", "simulated"],
  ["http://127.0.0.1:4010", "simulated"],
])("numbers from %s are %s", (url, source) => {
  expect(sourceOf(url, OWN)).toBe(source);
});

it("numbers a vendor delays are delayed, and only at the vendor", () => {
  expect([
    sourceOf("https://api.acme.example", OWN, "delayed"),
    sourceOf("http://localhost", OWN, "delayed"),
  ]).toEqual(["delayed", "simulated"]);
});
