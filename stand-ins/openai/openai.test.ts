import { ChatOpenAICompletions } from "@langchain/openai";
import { afterEach, describe, expect, it } from "vitest";
import { type OpenAiOptions, type OpenAiStandIn, openOpenAi } from "./openai.ts";
import type { Fault } from "./script.ts";

const opened: OpenAiStandIn[] = [];
afterEach(async () => {
  for (const openai of opened.splice(0)) await openai.close();
});

async function anEndpoint(options: OpenAiOptions = {}) {
  const openai = await openOpenAi(options);
  opened.push(openai);
  const client = new ChatOpenAICompletions({
    model: "local",
    apiKey: options.key ?? "none",
    maxRetries: 1,
    configuration: { baseURL: openai.baseUrl },
  });
  return { openai, client };
}

const QUOTE_TOOL = {
  type: "function" as const,
  function: { name: "get_quote", parameters: { type: "object", properties: { symbol: { type: "string" } } } },
};

/** Everything the real client makes of a stream. */
async function streamed(client: ChatOpenAICompletions, question = "hello") {
  let joined = null;
  const pieces: string[] = [];
  for await (const chunk of await client.bindTools([QUOTE_TOOL]).stream(question)) {
    pieces.push(chunk.text);
    joined = joined ? joined.concat(chunk) : chunk;
  }
  return { joined, pieces };
}

const post = (openai: OpenAiStandIn, body: object, headers = {}) =>
  fetch(`${openai.baseUrl}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
const HELLO = { model: "local", messages: [{ role: "user", content: "hello" }] };

describe("the OpenAI stand-in", () => {
  it("streams words to the real client in many pieces, characters of several bytes whole, and counts them", async () => {
    const { openai, client } = await anEndpoint();
    openai.play({ say: "Überrascht? 📈 100 €, “gut”." });
    const { joined, pieces } = await streamed(client);
    expect(joined?.text).toBe("Überrascht? 📈 100 €, “gut”.");
    expect(pieces.filter((piece) => piece !== "").length).toBeGreaterThan(4);
    expect(joined?.usage_metadata).toMatchObject({ output_tokens: 7 });
    expect(joined?.response_metadata).toMatchObject({ model_provider: "openai" });
  });

  it("gives the same calls streamed and whole", async () => {
    const { openai, client } = await anEndpoint();
    const calls = [
      { name: "get_quote", arguments: { symbol: "AAPL", note: 'a "quoted" 📈' } },
      { name: "get_quote", arguments: { symbol: "MSFT" } },
    ];
    openai.play({ calls }, { calls });
    const { joined } = await streamed(client);
    const whole = await client.bindTools([QUOTE_TOOL]).invoke("hello");
    const said = calls.map(({ name, arguments: args }) => expect.objectContaining({ name, args }));
    expect(joined?.tool_calls).toEqual(said);
    expect(whole.tool_calls).toEqual(said);
    expect(whole.response_metadata).toMatchObject({ finish_reason: "tool_calls" });
    expect(openai.calls.map(({ body }) => body.stream)).toEqual([true, false]);
  });

  it("says and cuts the same again from the same seed, and otherwise from another", async () => {
    const bodyOf = async (seed: number) => {
      const { openai } = await anEndpoint({ seed });
      openai.play({ say: "the same words", calls: [{ name: "get_quote", arguments: { symbol: "AAPL" } }] });
      return (await post(openai, { ...HELLO, stream: true })).text();
    };
    expect(await bodyOf(7)).toBe(await bodyOf(7));
    expect(await bodyOf(7)).not.toBe(await bodyOf(8));
  });

  it("sends the chunks of the API: role first, arguments by index, reason, usage, DONE", async () => {
    const { openai } = await anEndpoint();
    openai.play({ calls: [{ name: "get_quote", arguments: "{}", id: "call_1" }] });
    const text = await (
      await post(openai, { ...HELLO, stream: true, stream_options: { include_usage: true } })
    ).text();
    const events = text.split("\n\n").filter((event) => event !== "");
    const chunks = events.slice(0, -1).map((event) => JSON.parse(event.slice("data: ".length)));
    expect(events.at(-1)).toBe("data: [DONE]");
    expect(chunks[0].choices[0].delta).toEqual({ role: "assistant", content: null, refusal: null });
    expect(chunks[1].choices[0].delta.tool_calls).toEqual([
      { index: 0, id: "call_1", type: "function", function: { name: "get_quote", arguments: "" } },
    ]);
    expect(chunks.at(-2).choices[0].finish_reason).toBe("tool_calls");
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 1 } });
    expect(new Set(chunks.map((chunk) => chunk.id)).size).toBe(1);
  });

  it("speaks as local servers do when told: whole calls without index, no usage, always stop", async () => {
    const { openai, client } = await anEndpoint({ dialect: "local" });
    openai.play({ calls: [{ name: "get_quote", arguments: { symbol: "AAPL" }, id: "0" }] });
    const { joined } = await streamed(client);
    expect(joined?.tool_calls).toMatchObject([{ id: "0", name: "get_quote", args: { symbol: "AAPL" } }]);
    expect(joined?.usage_metadata).toBeUndefined();
  });

  it("lists its models, and knows no other", async () => {
    const { openai } = await anEndpoint({ models: ["local"] });
    expect(await (await fetch(`${openai.baseUrl}/models`)).json()).toMatchObject({ data: [{ id: "local" }] });
    const answer = await post(openai, { ...HELLO, model: "gone" });
    expect([answer.status, await answer.json()]).toMatchObject([
      404,
      { error: { code: "model_not_found", type: "invalid_request_error" } },
    ]);
  });

  it("lets only its own key in", async () => {
    const { openai } = await anEndpoint({ key: "sk-right" });
    openai.play({ say: "welcome" });
    expect((await post(openai, HELLO, { authorization: "Bearer sk-wrong" })).status).toBe(401);
    expect((await post(openai, HELLO, { authorization: "Bearer sk-right" })).status).toBe(200);
    expect(openai.calls).toHaveLength(1);
  });

  it("refuses a conversation in which a call was left without its answer", async () => {
    const { openai } = await anEndpoint();
    const call = { id: "call_1", type: "function", function: { name: "get_quote", arguments: "{}" } };
    const answer = await post(openai, {
      model: "local",
      messages: [
        { role: "user", content: "hello" },
        { role: "assistant", content: "", tool_calls: [call] },
        { role: "user", content: "and?" },
      ],
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("call_1");
  });

  it("answers by the request when its line is a function, and says when the script has ended", async () => {
    const { openai, client } = await anEndpoint();
    openai.play((request) => ({ say: `You said ${request.messages.at(-1)?.content}.` }));
    expect((await client.invoke("ahoy")).text).toBe("You said ahoy.");
    expect((await post(openai, HELLO)).status).toBe(500);
  });
});

describe("faults on demand", () => {
  it("make the client wait and try again after a 429 that says when", async () => {
    const { openai, client } = await anEndpoint();
    openai.play({ fault: { kind: "status", status: 429, retryAfterSeconds: 0 } }, { say: "now" });
    expect((await client.invoke("hello")).text).toBe("now");
    expect(openai.calls).toHaveLength(2);
  });

  it.each<[string, Fault, RegExp]>([
    ["a cut connection", { kind: "drop", afterEvents: 2 }, /terminated|aborted|closed/],
    ["an event that is no JSON", { kind: "malformed", afterEvents: 2 }, /JSON/],
    ["an error in the middle", { kind: "error-event", afterEvents: 2 }, /server had an error/],
    ["the page of a proxy", { kind: "status", status: 403, html: true }, /403/],
  ])("break a stream by %s", async (_name, fault, words) => {
    const { openai, client } = await anEndpoint();
    openai.play({ say: "this will not arrive whole", fault });
    await expect(streamed(client)).rejects.toThrow(words);
  });

  it("let a stream end early without a word about it", async () => {
    const { openai, client } = await anEndpoint();
    openai.play({ say: "this will not arrive whole", fault: { kind: "end-early", afterEvents: 3 } });
    const { joined } = await streamed(client);
    expect("this will not arrive whole").toContain(joined?.text);
    expect(joined?.text).not.toBe("this will not arrive whole");
  });

  it.each<Fault>([{ kind: "hang" }, { kind: "stall", afterEvents: 2 }])(
    "keep a client waiting until it gives up: $kind",
    async (fault) => {
      const { openai, client } = await anEndpoint();
      openai.play({ say: "never", fault });
      const patience = AbortSignal.timeout(150);
      const heard: string[] = [];
      const listen = async () => {
        for await (const chunk of await client.stream("hello", { signal: patience })) heard.push(chunk.text);
      };
      await expect(listen()).rejects.toThrow(/abort/i);
      expect(heard.join("")).not.toBe("never");
    },
  );
});
