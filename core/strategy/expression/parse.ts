import { ExpressionError } from "./expression-error.ts";
import type { Node, PairNode } from "./node.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** Longest rule, deepest nesting and most parts that are read; a person writes far less. */
const MAX_LENGTH = 2_000;
const MAX_DEPTH = 40;
const MAX_NODES = 400;

/** How tightly a sign binds. Comparisons do not chain, so nothing of their own strength may follow one. */
const BINDING: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "==": 4,
  "!=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
};
const NOT = 3;
const COMPARISON = 4;
const MINUS = 7;
const WORDS: ReadonlySet<string> = new Set(["and", "or", "not"]);

/** Reads a rule into a tree, by operator precedence. @throws ExpressionError pointing at the first character that does not fit */
export function parse(text: string): Node {
  if (text.length > MAX_LENGTH)
    throw new ExpressionError(text, MAX_LENGTH, {
      what: `The rule is ${text.length} characters long:`,
      why: `A rule has at most ${MAX_LENGTH}.`,
      fix: "Split it into enter, exit, short and cover, or leave conditions out.",
    });
  return new Parser(text).whole();
}

class Parser {
  readonly #tokens: Token[];
  #next = 0;
  #nodes = 0;

  constructor(readonly text: string) {
    this.#tokens = tokensOf(text);
  }

  whole(): Node {
    const node = this.#expression(0, 0);
    const rest = this.#peek();
    if (rest.kind !== "end")
      throw this.#unexpected(
        rest,
        rest.text === ")" ? "It closes nothing." : "The rule could end before it.",
      );
    return node;
  }

  #expression(tighter: number, depth: number): Node {
    let left = this.#operand(depth);
    for (let sign = this.#peek(); ; sign = this.#peek()) {
      const binding = sign.kind === "number" || sign.kind === "end" ? undefined : BINDING[sign.text];
      if (binding === undefined || binding <= tighter) return left;
      this.#next += 1;
      const right = this.#expression(binding, depth + 1);
      left = this.#pair(sign, left, right);
      const after = this.#peek();
      if (binding === COMPARISON && BINDING[after.text] === COMPARISON)
        throw this.#fault(after, {
          what: "Comparisons do not chain:",
          why: "a < b < c would compare a truth with a number.",
          fix: 'Write "a < b and b < c".',
        });
    }
  }

  #pair(token: Token, left: Node, right: Node): PairNode {
    const sign = token.text as PairNode["sign"];
    return this.#counted({
      kind: "pair",
      sign,
      left,
      right,
      at: token.at,
      key: `(${left.key}${sign}${right.key})`,
    });
  }

  #operand(depth: number): Node {
    const token = this.#take();
    if (depth > MAX_DEPTH)
      throw this.#fault(token, {
        what: "The rule is nested too deeply here:",
        why: `At most ${MAX_DEPTH} levels are read.`,
        fix: "Take out parentheses that change nothing, or split the rule.",
      });
    if (token.kind === "number") {
      const value = Number(token.text);
      return this.#counted({ kind: "number", value, at: token.at, key: String(value) });
    }
    if (token.text === "-" || token.text === "not") {
      const of = this.#expression(token.text === "-" ? MINUS : NOT, depth + 1);
      return this.#counted({
        kind: "prefix",
        sign: token.text,
        of,
        at: token.at,
        key: `(${token.text} ${of.key})`,
      });
    }
    if (token.text === "(") {
      const inside = this.#expression(0, depth + 1);
      this.#close(token);
      return inside;
    }
    if (token.kind !== "name" || WORDS.has(token.text))
      throw this.#unexpected(token, "Here a number, a name or a parenthesis should stand.");
    if (this.#peek().text === "(") return this.#call(token, depth);
    return this.#counted({ kind: "name", name: token.text, at: token.at, key: token.text });
  }

  #call(token: Token, depth: number): Node {
    const open = this.#take();
    const given: Node[] = [];
    if (this.#peek().text !== ")")
      do given.push(this.#expression(0, depth + 1));
      while (this.#taken(","));
    this.#close(open);
    const inside = given.map(({ key }) => key).join(",");
    const call = { kind: "call", name: token.text, given, at: token.at } as const;
    if (!this.#taken(".")) return this.#counted({ ...call, key: `${token.text}(${inside})` });
    const output = this.#take();
    if (output.kind !== "name") throw this.#unexpected(output, "After a dot stands the name of a column.");
    return this.#counted({
      ...call,
      output: { name: output.text, at: output.at },
      key: `${token.text}(${inside}).${output.text}`,
    });
  }

  #close(open: Token): void {
    if (this.#taken(")")) return;
    const found = this.#peek();
    if (found.kind === "end")
      throw this.#fault(open, {
        what: "This parenthesis is never closed:",
        why: "Where it ends decides what the rule means.",
        fix: 'Add ")" where it should end.',
      });
    throw this.#unexpected(found, 'Here "," or ")" or a sign should stand.');
  }

  #counted<Made extends Node>(node: Made): Made {
    this.#nodes += 1;
    if (this.#nodes <= MAX_NODES) return node;
    throw this.#fault(node, {
      what: "The rule has too many parts up to here:",
      why: `At most ${MAX_NODES} are read.`,
      fix: "Leave conditions out; a rule this long fits the past and nothing else.",
    });
  }

  #peek(): Token {
    return this.#tokens[this.#next] as Token;
  }

  #take(): Token {
    const token = this.#peek();
    if (token.kind !== "end") this.#next += 1;
    return token;
  }

  #taken(sign: string): boolean {
    if (this.#peek().text !== sign) return false;
    this.#next += 1;
    return true;
  }

  #unexpected(token: Token, why: string): ExpressionError {
    return this.#fault(token, {
      what: token.kind === "end" ? "The rule ends too early:" : `"${token.text}" does not fit here:`,
      why,
      fix: "A rule looks like: crosses_above(sma(close, 20), sma(close, 50)) and volume > 0",
    });
  }

  #fault(place: { at: number }, parts: ConstructorParameters<typeof ExpressionError>[2]): ExpressionError {
    return new ExpressionError(this.text, place.at, parts);
  }
}
