import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readFlags, withOnly } from "./command-line.ts";
import { parseConfig } from "./load-config.ts";

const config = parseConfig(readFileSync("quarterdeck.yaml", "utf8"));

describe("flags of npm start", () => {
  it("change nothing when there are none", () => {
    expect(withOnly(config, readFlags([]).components)).toEqual(config);
  });

  it("choose parts, which start in the order of the configuration", () => {
    const { components } = readFlags(["--components=server,executor"]);
    expect(withOnly(config, components).components).toEqual(["executor", "server"]);
  });

  it("name another configuration", () => {
    expect(readFlags(["--config=/etc/desk.yaml"]).configFile).toBe("/etc/desk.yaml");
  });

  it("are refused together when they are not understood, with those that are", () => {
    expect(() => readFlags(["--live", "--components=server,oracle"])).toThrow(
      /"--live" is not a flag; "oracle" is not a component\..*--components=NAME.*executor/,
    );
  });

  it("add no part that the configuration leaves out", () => {
    const lean = { ...config, components: config.components.filter((name) => name !== "slack") };
    expect(() => withOnly(lean, ["slack", "server"])).toThrow(/does not name slack/);
  });
});
