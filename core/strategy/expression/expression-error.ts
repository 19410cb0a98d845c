import { InvalidInputError } from "#core/model";

/** Characters of a long expression shown on each side of the fault. */
const SHOWN = 60;

/** A rule that cannot be read. `at` is the place in the text, counted from 0. */
export class ExpressionError extends InvalidInputError {
  readonly at: number;

  constructor(text: string, at: number, parts: { what: string; why: string; fix: string }) {
    super({ ...parts, what: `${parts.what}\n${pointAt(text, at)}\n` });
    this.at = at;
  }
}

/** The text on one line, and under it a caret at the place. */
function pointAt(text: string, at: number): string {
  const from = Math.max(0, at - SHOWN);
  const line = text.slice(from, at + SHOWN).replace(/\s/g, " ");
  return `  ${line}\n  ${" ".repeat(at - from)}^`;
}
