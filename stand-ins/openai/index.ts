export type { ChatRequest } from "./chat-request.ts";
export { type ChatCall, type OpenAiOptions, type OpenAiStandIn, openOpenAi } from "./openai.ts";
export type { Dialect, Fault, ModelCall, ModelReply, ScriptLine } from "./script.ts";
