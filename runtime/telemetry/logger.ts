import pino, { type Logger } from "pino";

/** What must never be written down, wherever it turns up in a log record. */
const SECRETS = ["token", "key", "password", "authorization", "cookie", "secret", "signInUrl"];

/** JSON lines to stderr, so that stdout stays free for answers. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: { service: "quarterdeck" },
      redact: {
        paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `req.headers.${name}`]),
        censor: "[secret]",
      },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    pino.destination({ dest: 2, sync: false }),
  );
}
