/** A text from which readers take what they understood, so that no number is read twice. */
export class Remainder {
  #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** The first hit of a pattern, blanked out; an instrument mark at its end stays. */
  take(pattern: RegExp): RegExpExecArray | null {
    const match = pattern.exec(this.#text);
    if (!match) return null;
    const kept = /@$/.test(match[0]) ? 1 : 0;
    const end = match.index + match[0].length - kept;
    this.#text = `${this.#text.slice(0, match.index)} ~ ${this.#text.slice(end)}`;
    return match;
  }
}
