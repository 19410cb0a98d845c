import { describe, expect, it } from "vitest";
import { readSettings } from "./environment.ts";

const slack = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", SLACK_CHANNEL: "C0TRADING" };

describe("the environment's Slack settings", () => {
  it("are off when nothing is set, an empty value counting as none", () => {
    expect(readSettings({ SLACK_BOT_TOKEN: "" }).slack).toBeNull();
  });

  it("are read when all three are set", () => {
    expect(readSettings(slack).slack).toEqual({
      botToken: "xoxb-1",
      appToken: "xapp-1",
      channel: "C0TRADING",
      apiUrl: null,
    });
  });

  it.each([
    [{ ...slack, SLACK_APP_TOKEN: "" }, "SLACK_APP_TOKEN is missing"],
    [{ SLACK_CHANNEL: "C0TRADING" }, "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are missing"],
    [{ ...slack, SLACK_BOT_TOKEN: "xapp-1" }, "SLACK_BOT_TOKEN: must be the bot token"],
    [{ ...slack, SLACK_CHANNEL: "#trading" }, "SLACK_CHANNEL: must be a channel's id"],
    [{ ...slack, SLACK_API_URL: "http://127.0.0.1:1" }, "SLACK_API_URL: must end with /api/"],
  ])("refuse to be half or wrong: %j", (env, words) => {
    expect(() => readSettings(env)).toThrow(words);
  });
});
