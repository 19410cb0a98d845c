import pino, { type DestinationStream, type Logger } from "pino";
import { redactorOf } from "../collecting/redact.ts";

/** What must never be written down, wherever it turns up in a log record. */
const SECRETS = [
  "token",
  "botToken",
  "signingSecret",
  "apiKey",
  "key",
  "password",
  "authorization",
  "cookie",
  "secret",
  "signInUrl",
];
/** Secrets inside a text: our keys, bearer tokens, sign-in links, passwords in addresses, vendors' keys. */
const SECRET_TEXT =
  /\bqd_[\w-]+|\bsk-[\w-]{8,}|\bxox[a-z]-[\w-]+|(?<=\bBearer )\S+|(?<=[?&]token=)[^\s"&\\]+|(?<=:\/\/[^\s:@/]+:)[^\s@/]+(?=@)/g;

export interface LoggerOptions {
  to?: DestinationStream;
  /** This installation's own secrets, wherever they turn up. */
  secrets?: readonly string[];
}

/** JSON lines to stderr, so that stdout stays free for answers. */
export function createLogger(
  level: string,
  { to = pino.destination({ dest: 2, sync: false }), secrets = [] }: LoggerOptions = {},
): Logger {
  const redact = redactorOf(secrets);
  const clean: DestinationStream = {
    write: (line) => to.write(redact(line.replace(SECRET_TEXT, "[secret]"))),
  };
  return pino(
    {
      level,
      base: { service: "quarterdeck" },
      redact: {
        paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.headers.${name}`]),
        censor: "[secret]",
      },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    clean,
  );
}
