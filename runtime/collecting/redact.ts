import type { Settings } from "../config/environment.ts";

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/** Every secret of this installation that could find its way into a text. */
export function secretsOf(settings: Settings): string[] {
  const { alpaca, slack, vendors, webhookSecret, redisUrl, databaseUrl } = settings;
  return [
    alpaca?.keyId,
    alpaca?.secretKey,
    slack?.botToken,
    slack?.appToken,
    vendors.newsapiKey,
    vendors.fredKey,
    webhookSecret,
    passwordOf(redisUrl),
    passwordOf(databaseUrl),
  ].filter((secret): secret is string => typeof secret === "string" && secret.length > 0);
}

/** @returns a function that writes [secret] wherever one of these stands, plain or as an address spells it */
export function redactorOf(secrets: readonly string[]): Redact {
  const spellings = [...new Set(secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]))];
  // The longest first, so that no tail of one is left beside another.
  spellings.sort((a, b) => b.length - a.length);
  return (text) => spellings.reduce((clean, secret) => clean.replaceAll(secret, "[secret]"), text);
}

function passwordOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  return decodeURIComponent(new URL(url).password) || null;
}
