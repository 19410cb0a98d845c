import { badParameter } from "./errors.ts";

/** True for texts that a search finds. */
export type Finds = (text: string) => boolean;

const TOKENS = /([+-]?)"([^"]*)"|([()])|([+-]?)([^\s()"]+)/g;
/** A query that is longer is refused. */
const LONGEST = 500;

type Token = { kind: "(" | ")" | "AND" | "OR" | "NOT" } | { kind: "term"; sign: string; text: string };

/**
 * Reads a search as NewsAPI has it: words, "phrases", + must, - must not, AND, OR, NOT and brackets. Words side by
 * side must all be there; capitals do not matter.
 *
 * @throws NewsRefusal parameterInvalid
 */
export function readSearch(query: string): Finds {
  if (query.length > LONGEST) throw badParameter(`q is longer than ${LONGEST} characters.`);
  if ((query.match(/"/g)?.length ?? 0) % 2 === 1) throw badParameter("q has a quote that is never closed.");
  const reader = new Reader([...query.matchAll(TOKENS)].map(tokenOf));
  const finds = reader.either();
  if (!reader.isDone) throw badParameter("q has brackets that do not match.");
  return (text) => finds(` ${plain(text)} `);
}

function tokenOf([, phraseSign, phrase, bracket, sign, word]: RegExpMatchArray): Token {
  if (bracket === "(" || bracket === ")") return { kind: bracket };
  if (phrase !== undefined) return { kind: "term", sign: phraseSign ?? "", text: phrase };
  if (word === "AND" || word === "OR" || word === "NOT") return { kind: word };
  return { kind: "term", sign: sign ?? "", text: word ?? "" };
}

/** Lower case, with words apart by single blanks, so that a word is found only whole. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.&']+/gu, " ")
    .replace(/\.(?=\s|$)/g, "")
    .trim();

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get isDone(): boolean {
    return this.#at >= this.#tokens.length;
  }

  either(): Finds {
    const choices = [this.#all()];
    while (this.#take("OR")) choices.push(this.#all());
    return (text) => choices.some((finds) => finds(text));
  }

  #all(): Finds {
    const parts = [this.#one()];
    while (!this.isDone && this.#kind !== "OR" && this.#kind !== ")") {
      this.#take("AND");
      parts.push(this.#one());
    }
    return (text) => parts.every((finds) => finds(text));
  }

  #one(): Finds {
    if (this.#take("NOT")) return not(this.#one());
    if (this.#take("(")) {
      const inner = this.either();
      if (!this.#take(")")) throw badParameter("q has a bracket that is never closed.");
      return inner;
    }
    const token = this.#tokens[this.#at++];
    if (token?.kind !== "term") throw badParameter("q ends or joins where a word should be.");
    const wanted = plain(token.text);
    const finds: Finds = (text) => text.includes(` ${wanted} `);
    return token.sign === "-" ? not(finds) : finds;
  }

  get #kind(): Token["kind"] | undefined {
    return this.#tokens[this.#at]?.kind;
  }

  #take(kind: Token["kind"]): boolean {
    if (this.#kind !== kind) return false;
    this.#at++;
    return true;
  }
}

const not =
  (finds: Finds): Finds =>
  (text) =>
    !finds(text);
