import pino, { type DestinationStream, type Logger } from "pino";

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

/** JSON lines to stderr, so that stdout stays free for answers. */
export function createLogger(
  level: string,
  to: DestinationStream = pino.destination({ dest: 2, sync: false }),
): Logger {
  const clean: DestinationStream = { write: (line) => to.write(line.replace(SECRET_TEXT, "[secret]")) };
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
