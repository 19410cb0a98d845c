import { webApi } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import WebSocket from "ws";
import { openSlack, type SlackStandIn } from "./slack.ts";

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => webApi.LogLevel.ERROR,
  setName() {},
};

/** Slack's own client speaks to it here; Bolt does in the tests of the bot. */
describe("the Slack stand-in", () => {
  let slack: SlackStandIn;
  beforeEach(async () => {
    slack = await openSlack({ users: { U0ADA0001: "ada" } });
  });
  afterEach(() => slack.close());

  const client = (token: string, options: webApi.WebClientOptions = {}) =>
    new webApi.WebClient(token, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: silent,
      ...options,
    });
  const bot = () => client(slack.workspace.botToken);
  const post = (text: string) => bot().chat.postMessage({ channel: "C0TRADING", text });

  it("keeps every version of a message, and its metadata for whoever asks", async () => {
    const metadata = { event_type: "t", event_payload: { id: "1" } };
    const { ts = "" } = await bot().chat.postMessage({ channel: "C0TRADING", text: "one", metadata });
    await bot().chat.update({ channel: "C0TRADING", ts, text: "two" });
    expect(slack.messages[0]?.versions.map(({ text }) => text)).toEqual(["one", "two"]);
    const { messages } = await bot().conversations.history({
      channel: "C0TRADING",
      include_all_metadata: true,
    });
    expect(messages).toMatchObject([{ ts, text: "two", metadata }]);
  });

  it("posts the same message twice when it is asked twice: posting is not idempotent", async () => {
    const [first, second] = [await post("hello"), await post("hello")];
    expect(first.ts).not.toBe(second.ts);
    expect(slack.messages).toHaveLength(2);
  });

  it.each([
    ["a token it does not know", () => client("xoxb-other").auth.test(), "invalid_auth"],
    [
      "the app's token for a bot's call",
      () => client(slack.workspace.appToken).auth.test(),
      "not_allowed_token_type",
    ],
    [
      "a channel it does not know",
      () => bot().chat.postMessage({ channel: "C0NONE", text: "x" }),
      "channel_not_found",
    ],
    [
      "an update of a message that is not there",
      () => bot().chat.update({ channel: "C0TRADING", ts: "1.0", text: "x" }),
      "message_not_found",
    ],
    [
      "a private word to somebody outside",
      () => bot().chat.postEphemeral({ channel: "C0TRADING", user: "U0OUT", text: "x" }),
      "user_not_in_channel",
    ],
    [
      "a button with too long a label",
      () =>
        bot().chat.postMessage({
          channel: "C0TRADING",
          text: "x",
          blocks: [
            {
              type: "actions",
              elements: [
                { type: "button", text: { type: "plain_text", text: "x".repeat(76) }, action_id: "a" },
              ],
            },
          ],
        }),
      "invalid_blocks",
    ],
  ])("refuses %s, as the client understands it", async (_what, call, error) => {
    await expect(call()).rejects.toMatchObject({ code: "slack_webapi_platform_error", data: { error } });
  });

  it("refuses a call whose scope the app was not given", async () => {
    slack.workspace.scopes.delete("chat:write");
    await expect(post("x")).rejects.toMatchObject({ data: { error: "missing_scope", needed: "chat:write" } });
  });

  it.each([
    [
      "429",
      { kind: "rate-limited", retryAfterSeconds: 7 },
      { code: "slack_webapi_rate_limited_error", retryAfter: 7 },
      0,
    ],
    ["a 503", { kind: "server-error", status: 503 }, { code: "slack_webapi_http_error", statusCode: 503 }, 0],
    ["a broken connection", { kind: "dropped" }, { code: "slack_webapi_request_error" }, 0],
    ["silence", { kind: "hang" }, { code: "slack_webapi_request_error" }, 0],
    ["silence after the work", { kind: "accept-then-hang" }, { code: "slack_webapi_request_error" }, 1],
  ] as const)("answers with %s when told to", async (_what, fault, thrown, posted) => {
    slack.fail("chat.postMessage", fault);
    const hurried = client(slack.workspace.botToken, { timeout: 150 });
    await expect(hurried.chat.postMessage({ channel: "C0TRADING", text: "x" })).rejects.toMatchObject(thrown);
    expect(slack.messages).toHaveLength(posted);
    expect(slack.calls).toMatchObject([{ method: "chat.postMessage", outcome: fault.kind }]);
    await post("and then it works again");
  });

  it("gives a socket's address for one connection, and says hello on it", async () => {
    const { url = "" } = await client(slack.workspace.appToken).apps.connections.open();
    const hello = await firstFrame(url);
    expect(JSON.parse(hello)).toMatchObject({ type: "hello", connection_info: { app_id: "A0DESK001" } });
    await expect(firstFrame(url)).rejects.toThrow("404");
  });

  it("tells the person when no app is connected", () => {
    expect(() => slack.command("U0ADA0001", "/halt")).toThrow("no app is connected");
  });

  it("takes five answers on a response_url and no sixth", async () => {
    const { url = "" } = await client(slack.workspace.appToken).apps.connections.open();
    const link = new WebSocket(url);
    const heard = new Promise<{ payload: { response_url: string } }>((resolve) => {
      link.on("message", (frame) => {
        const envelope = JSON.parse(String(frame));
        if (envelope.type !== "slash_commands") return;
        link.send(JSON.stringify({ envelope_id: envelope.envelope_id }));
        resolve(envelope);
      });
    });
    await slack.until(() => slack.socket.openLinks === 1);
    await slack.command("U0ADA0001", "/halt", "now").acknowledged;
    const { response_url } = (await heard).payload;
    const statuses = [];
    for (let use = 0; use < 6; use++)
      statuses.push((await fetch(response_url, { method: "POST", body: "{}" })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    link.terminate();
  });
});

function firstFrame(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const link = new WebSocket(url);
    link.on("error", reject);
    link.on("message", (frame) => {
      resolve(String(frame));
      link.close();
    });
  });
}
