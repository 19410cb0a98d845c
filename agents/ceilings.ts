import { AIMessage } from "@langchain/core/messages";
import { createMiddleware } from "langchain";
import type { Agent } from "./agent.ts";
import { wholeReply } from "./models/whole-reply.ts";

/** Ends an agent's turn in plain words when it has asked its model too often, and takes only whole replies from it. */
export function keepToCeilings({ name, ceilings }: Agent) {
  let asked = 0;
  return createMiddleware({
    name: "keepToCeilings",
    wrapModelCall: async (request, ask) => {
      if (asked >= ceilings.modelCalls)
        return new AIMessage(
          `I stopped here: the ${name} agent may take ${ceilings.modelCalls} steps in one turn, and they are used up. What I found so far stands above. Ask again, in smaller parts, to go on.`,
        );
      asked++;
      return wholeReply((await ask(request)) as AIMessage, request.messages);
    },
  });
}
