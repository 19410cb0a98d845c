import { join, resolve } from "node:path";
import { z } from "zod";
import { InvalidInputError } from "#core/model";
import { VENDOR_NAMES, type VendorName } from "./market-config.ts";

/** Characters below which a shared secret could be guessed. */
const MIN_SECRET = 32;

const webAddress = z.url({ protocol: /^https?$/, error: "must be an address with http or https" });

/** Settings and secrets of one installation; read once, from the environment only. */
const Environment = z.object({
  QUARTERDECK_HOME: z.string().min(1).default(".quarterdeck"),
  QUARTERDECK_CONFIG: z.string().min(1).default("quarterdeck.yaml"),
  QUARTERDECK_AUDIT_KEY: z.string().min(1).optional(),
  QUARTERDECK_AUDIT_FOLDER: z.string().min(1).optional(),
  QUARTERDECK_URL: z.url().optional(),
  QUARTERDECK_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  QUARTERDECK_LOG: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  DATABASE_URL: z.string().min(1).optional(),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: "must be an address such as redis://host:6379" })
    .optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: z.url().optional(),
  OPENAI_MODEL: z.string().min(1).optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith("xoxb-", "must be the bot token, which starts with xoxb-")
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith("xapp-", "must be the app token, which starts with xapp-")
    .optional(),
  SLACK_CHANNEL: z
    .string()
    .regex(/^[CG][A-Z0-9]{2,20}$/, "must be a channel's id such as C024BE91L, not its name")
    .optional(),
  APCA_API_KEY_ID: z.string().min(1).optional(),
  APCA_API_SECRET_KEY: z.string().min(1).optional(),
  SLACK_API_URL: z.url().endsWith("/api/", "must end with /api/").optional(),
  QUARTERDECK_VENDORS: z
    .string()
    .transform((list) => list.split(",").map((name) => name.trim()))
    .pipe(z.array(z.enum(VENDOR_NAMES)))
    .optional(),
  ALPACA_DATA_URL: webAddress.optional(),
  ALPACA_STREAM_URL: z.url({ protocol: /^wss?$/, error: "must be an address with ws or wss" }).optional(),
  YAHOO_URL: webAddress.optional(),
  NEWSAPI_KEY: z.string().min(1).optional(),
  NEWSAPI_BASE_URL: webAddress.optional(),
  FRED_API_KEY: z.string().min(1).optional(),
  FRED_BASE_URL: webAddress.optional(),
  QUARTERDECK_WEBHOOK_SECRET: z
    .string()
    .min(MIN_SECRET, `must be at least ${MIN_SECRET} characters, such as those of: openssl rand -hex 32`)
    .optional(),
});

/** How the vendors of market data are reached; keys come from the environment only and are never written anywhere. */
export interface VendorSettings {
  /** Vendors switched on here, whatever the configuration says. */
  on: readonly VendorName[];
  /** Other addresses than the vendors' own; what is told there counts as simulated. */
  urls: {
    alpacaData: string | null;
    alpacaStream: string | null;
    yahoo: string | null;
    newsapi: string | null;
    fred: string | null;
  };
  newsapiKey: string | null;
  fredKey: string | null;
}

export interface Settings {
  home: string;
  configFile: string;
  publicUrl: string | null;
  port: number | null;
  logLevel: "debug" | "info" | "warn" | "error" | "silent";
  databaseUrl: string | null;
  /** Where answers of the data API are kept for several processes; this process's memory otherwise. */
  redisUrl: string | null;
  /** The key that signs audit checkpoints, and the folders that each keep all of them. */
  audit: { keyFile: string; folders: readonly string[] };
  /** Alpaca's key; read from the environment only, and never written anywhere. */
  alpaca: { keyId: string; secretKey: string } | null;
  slack: { botToken: string; appToken: string; channel: string; apiUrl: string | null } | null;
  vendors: VendorSettings;
  /** With which senders of posts and transcripts sign; null refuses them all. */
  webhookSecret: string | null;
}

/** Reads the environment. @throws InvalidInputError that names every variable that is wrong */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(given);
  if (!parsed.success)
    throw new InvalidInputError({
      what: `The environment cannot be used: ${parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")}.`,
      why: "A setting that is not understood is not guessed.",
      fix: "Correct or unset these variables.",
    });
  const values = parsed.data;
  return {
    home: resolve(values.QUARTERDECK_HOME),
    configFile: resolve(values.QUARTERDECK_CONFIG),
    publicUrl: values.QUARTERDECK_URL ?? null,
    port: values.QUARTERDECK_PORT ?? null,
    logLevel: values.QUARTERDECK_LOG,
    databaseUrl: values.DATABASE_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    audit: {
      keyFile: resolve(values.QUARTERDECK_AUDIT_KEY ?? join(values.QUARTERDECK_HOME, "audit-key.pem")),
      folders: [values.QUARTERDECK_HOME, values.QUARTERDECK_AUDIT_FOLDER ?? []].flat().map((f) => resolve(f)),
    },
    alpaca: alpacaOf(values),
    slack: slackOf(values),
    vendors: vendorsOf(values),
    webhookSecret: values.QUARTERDECK_WEBHOOK_SECRET ?? null,
  };
}

const vendorsOf = (values: z.infer<typeof Environment>): VendorSettings => ({
  on: values.QUARTERDECK_VENDORS ?? [],
  urls: {
    alpacaData: values.ALPACA_DATA_URL ?? null,
    alpacaStream: values.ALPACA_STREAM_URL ?? null,
    yahoo: values.YAHOO_URL ?? null,
    newsapi: values.NEWSAPI_BASE_URL ?? null,
    fred: values.FRED_BASE_URL ?? null,
  },
  newsapiKey: values.NEWSAPI_KEY ?? null,
  fredKey: values.FRED_API_KEY ?? null,
});

function alpacaOf(values: z.infer<typeof Environment>): Settings["alpaca"] {
  const { APCA_API_KEY_ID: keyId, APCA_API_SECRET_KEY: secretKey } = values;
  if (!keyId && !secretKey) return null;
  if (!keyId || !secretKey)
    throw new InvalidInputError({
      what: `Alpaca's key is half given: ${keyId ? "APCA_API_SECRET_KEY" : "APCA_API_KEY_ID"} is missing.`,
      why: "A key works only with its secret.",
      fix: "Set both APCA_API_KEY_ID and APCA_API_SECRET_KEY, or neither.",
    });
  return { keyId, secretKey };
}

function slackOf(values: z.infer<typeof Environment>): Settings["slack"] {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_CHANNEL: channel } = values;
  const given = { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_CHANNEL: channel };
  const missing = Object.entries(given)
    .filter(([, value]) => value === undefined)
    .map(([name]) => name);
  if (missing.length === 3) return null;
  if (!botToken || !appToken || !channel)
    throw new InvalidInputError({
      what: `Slack is half configured: ${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} missing.`,
      why: "A bot that cannot be trusted or heard would look as if approvals were asked for.",
      fix: "Set all of SLACK_BOT_TOKEN, SLACK_APP_TOKEN and SLACK_CHANNEL, or none.",
    });
  return { botToken, appToken, channel, apiUrl: values.SLACK_API_URL ?? null };
}
