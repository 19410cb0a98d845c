import { ExpressionError } from "./expression-error.ts";

export interface Token {
  kind: "number" | "name" | "sign" | "end";
  text: string;
  at: number;
}

const SPACE = /\s+/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z_][A-Za-z_0-9]*/y;
const SIGN = /<=|>=|==|!=|[-+*/<>(),.]/y;

/** What people write for a sign of other languages. */
const FOREIGN: Readonly<Record<string, string>> = {
  "&": 'Write "and".',
  "|": 'Write "or".',
  "!": 'Write "not", or "!=" for unequal.',
  "=": 'Write "==" to compare.',
  "^": "Write pow(base, exponent).",
  "%": "Write a share as a fraction: 0.05 for 5 %.",
  "[": "For an earlier bar write prev(close, 1).",
  '"': "There is no text here, only numbers and conditions.",
  "'": "There is no text here, only numbers and conditions.",
};

/** The words, numbers and signs of an expression, closed by an end. @throws ExpressionError at the first foreign character */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  while (at < text.length) {
    const space = take(SPACE);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const token = next(take, at);
    if (!token) throw foreign(text, at);
    tokens.push(token);
    at += token.text.length;
  }
  return [...tokens, { kind: "end", text: "", at: text.length }];
}

function next(take: (pattern: RegExp) => string | undefined, at: number): Token | undefined {
  const number = take(NUMBER);
  if (number !== undefined) return { kind: "number", text: number, at };
  const name = take(NAME);
  if (name !== undefined) return { kind: "name", text: name, at };
  const sign = take(SIGN);
  return sign === undefined ? undefined : { kind: "sign", text: sign, at };
}

const foreign = (text: string, at: number) =>
  new ExpressionError(text, at, {
    what: `The character ${JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0))} has no meaning in a rule:`,
    why: "A rule is made of numbers, names, + - * /, comparisons, parentheses, and, or, not.",
    fix: FOREIGN[text[at] ?? ""] ?? "Leave it out.",
  });
