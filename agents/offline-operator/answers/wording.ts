import type { ErrorParts } from "#core/model";
import { answerOf, type Progress } from "../planning/script.ts";
import type { Request } from "../understanding/request.ts";

/** Words one finished request from what its tool calls gave. */
export type Wording = (request: Request, progress: Progress) => string;

interface Readable<T> {
  safeParse(value: unknown): { success: boolean; data?: T };
}

/** A step's answer put into words; why there is none, when it failed or has a shape that is not known. */
export function toldBy<T>(progress: Progress, key: string, schema: Readable<T>, tell: (answer: T) => string) {
  const answer = answerOf(progress, key, schema);
  if (answer !== undefined) return tell(answer);
  const call = progress.call(key);
  if (call?.error) return errorWords(call.error);
  return call
    ? "The tool answered in a form I do not know, so I repeat no figure from it. The desk's log has the details."
    : "";
}

/** A refusal or fault of a tool as people should read it: what, why, what to do. */
export const errorWords = ({ what, why, fix }: ErrorParts): string =>
  [what, why, fix]
    .filter(Boolean)
    .join(" ")
    .replace(/\s+/g, " ")
    .replace(/\blist(Instruments|Orders) shows\b/g, (_, list: string) =>
      list === "Orders" ? "`show my orders` lists" : "`what can I trade` lists",
    );

/** A next step, set apart from the answer. */
export const hint = (text: string): string => `_${text}_`;

/** Parts that say something, a blank line between them. */
export const paragraphs = (...parts: readonly (string | undefined | false)[]): string =>
  [...new Set(parts.filter((part): part is string => Boolean(part)))].join("\n\n");
