import type { HttpAnswer } from "#stand-ins/loopback";

/** A no of NewsAPI's, thrown where it is found and written once. */
export class NewsRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  toAnswer(): HttpAnswer {
    const { status, code, message } = this;
    return { status, body: JSON.stringify({ status: "error", code, message }) };
  }
}

export const badParameter = (message: string): NewsRefusal =>
  new NewsRefusal(400, "parameterInvalid", message);

export const incompatible = (message: string): NewsRefusal =>
  new NewsRefusal(400, "parametersIncompatible", message);
