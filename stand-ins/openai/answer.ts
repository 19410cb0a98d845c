import type { Dialect, ModelCall, ModelReply } from "./script.ts";

/** A reply on its way out: what the model says, under the ids and counts the wire adds. */
export interface Answer {
  id: string;
  model: string;
  reply: ModelReply;
  /** With ids and text arguments. */
  calls: { id: string; name: string; arguments: string }[];
  promptTokens: number;
  dialect: Dialect;
}

/** Any fixed second does: clients show it to nobody. */
const CREATED = 1_795_185_000;
const TOKEN_CHARS = 4;

export const argumentsText = (call: ModelCall): string =>
  typeof call.arguments === "string" ? call.arguments : JSON.stringify(call.arguments);

export const tokensIn = (text: string): number => Math.ceil(text.length / TOKEN_CHARS);

/** The whole answer as one object: what a request without `stream` gets. */
export function completionOf(answer: Answer): object {
  const { reply, calls } = answer;
  const message = {
    role: "assistant",
    content: reply.say ?? (calls.length > 0 || reply.refuse ? null : ""),
    refusal: reply.refuse ?? null,
    annotations: [],
    ...(calls.length > 0 ? { tool_calls: calls.map(toolCallOf) } : {}),
  };
  return {
    ...head(answer, "chat.completion"),
    choices:
      reply.fault?.kind === "empty-choices"
        ? []
        : [{ index: 0, message, logprobs: null, finish_reason: finishOf(answer) }],
    usage: usageOf(answer),
  };
}

/**
 * The same answer as the chunks of a stream.
 *
 * @param cut splits a text the way this stream does; joined again the pieces give the text
 */
export function chunksOf(answer: Answer, withUsage: boolean, cut: (text: string) => string[]): object[] {
  const { reply, calls, dialect } = answer;
  const chunk = (choices: object[], usage: object | null = null) => ({
    ...head(answer, "chat.completion.chunk"),
    choices,
    ...(withUsage ? { usage } : {}),
  });
  const delta = (said: object, finish: string | null = null) =>
    chunk([{ index: 0, delta: said, logprobs: null, finish_reason: finish }]);
  const usage = withUsage && dialect === "openai" ? [chunk([], usageOf(answer))] : [];
  if (reply.fault?.kind === "empty-choices") return [chunk([]), ...usage];
  return [
    delta({ role: "assistant", content: calls.length > 0 && !reply.say ? null : "", refusal: null }),
    ...cut(reply.say ?? "").map((content) => delta({ content })),
    ...cut(reply.refuse ?? "").map((refusal) => delta({ refusal })),
    ...(dialect === "openai" ? piecemeal(calls, cut) : wholeCalls(calls)).map((said) => delta(said)),
    delta({}, finishOf(answer)),
    ...usage,
  ];
}

/** Id and name come once, in the opener; the pieces that follow are known by their index alone. */
const piecemeal = (calls: Answer["calls"], cut: (text: string) => string[]): object[] =>
  calls.flatMap((call, index) => [
    { tool_calls: [{ index, ...toolCallOf({ ...call, arguments: "" }) }] },
    ...cut(call.arguments).map((piece) => ({ tool_calls: [{ index, function: { arguments: piece } }] })),
  ]);

/** Local servers send a call in one piece, without an index. */
const wholeCalls = (calls: Answer["calls"]): object[] =>
  calls.map((call) => ({ tool_calls: [toolCallOf(call)] }));

const toolCallOf = ({ id, name, arguments: text }: Answer["calls"][number]) => ({
  id,
  type: "function",
  function: { name, arguments: text },
});

const head = ({ id, model }: Answer, object: string) => ({
  id,
  object,
  created: CREATED,
  model,
  service_tier: "default",
  system_fingerprint: "fp_standin",
});

/** Local servers say "stop" whatever they end with. */
function finishOf({ reply, calls, dialect }: Answer): string {
  return reply.finish ?? (calls.length > 0 && dialect === "openai" ? "tool_calls" : "stop");
}

function usageOf({ reply, calls, promptTokens }: Answer): object {
  const said = [reply.say ?? "", reply.refuse ?? "", ...calls.map((call) => call.arguments)].join("");
  const completionTokens = tokensIn(said);
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}
