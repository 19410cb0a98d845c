import type { HttpAnswer } from "#stand-ins/loopback";

/** A no of FRED's; also where others say 401 and 404 it says 400. */
export class FredRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }

  toAnswer(): HttpAnswer {
    return { status: this.status, body: fredJson({ error_code: this.status, error_message: this.message }) };
  }
}

/** Two blanks after the point, as FRED has it. */
export const badRequest = (message: string): FredRefusal => new FredRefusal(400, `Bad Request.  ${message}`);

/** JSON with slashes escaped, as FRED writes it. */
export const fredJson = (body: object): string => JSON.stringify(body).replaceAll("/", "\\/");
