import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Collector } from "#core/market-data";
import { systemClock } from "#core/model";
import { contextFor, operationNamed, personActor, recordFacts, systemActor } from "#operations";
import { createApp, createAuth } from "#server";
import { type AlpacaStandIn, openAlpaca } from "#stand-ins/alpaca";
import { type FredStandIn, openFred } from "#stand-ins/fred";
import { type NewsApiStandIn, openNewsApi } from "#stand-ins/newsapi";
import { openYahoo, type YahooStandIn } from "#stand-ins/yahoo";
import { readSettings, type Settings } from "../config/environment.ts";
import { loadConfig } from "../config/load-config.ts";
import { VENDOR_NAMES, type VendorName } from "../config/market-config.ts";
import { withVendors } from "../config/vendor-keys.ts";
import { type BuiltDesk, buildDesk } from "../desk.ts";
import { EventTail } from "../live-events.ts";
import { buildProcess, type DeskProcess } from "../process.ts";
import { createLogger } from "../telemetry/logger.ts";
import { openVendors } from "../vendors.ts";
import { type Job, jobsOf } from "./plan.ts";
import { redactorOf, secretsOf } from "./redact.ts";
import { runBook } from "./run-book.ts";
import { VendorRounds } from "./vendor-rounds.ts";

/** Secrets that are easily found; FRED's has the form of a key of theirs. */
const SECRETS = {
  APCA_API_KEY_ID: "PKCANARY000000000001",
  APCA_API_SECRET_KEY: "canary/alpaca+secret/0123456789",
  NEWSAPI_KEY: "canary0news0key00123456789abcdef",
  FRED_API_KEY: "canary0fred0key00123456789abcdef",
  QUARTERDECK_WEBHOOK_SECRET: "canary-webhook-secret-0123456789abcdef",
};
const REDIS_PASSWORD = "canary-redis-password";

let standIns: { alpaca: AlpacaStandIn; yahoo: YahooStandIn; newsapi: NewsApiStandIn; fred: FredStandIn };
let settings: Settings;
let built: BuiltDesk;
let desk: DeskProcess;
let vendors: Map<VendorName, Collector>;
const lines: string[] = [];
const config = withVendors(loadConfig("quarterdeck.yaml"), VENDOR_NAMES);

beforeAll(async () => {
  const shared = { seed: 1, clock: systemClock };
  standIns = {
    alpaca: await openAlpaca({
      ...shared,
      key: { id: SECRETS.APCA_API_KEY_ID, secret: SECRETS.APCA_API_SECRET_KEY },
    }),
    yahoo: await openYahoo(shared),
    newsapi: await openNewsApi({ ...shared, key: SECRETS.NEWSAPI_KEY, plan: "business" }),
    fred: await openFred({ ...shared, key: SECRETS.FRED_API_KEY }),
  };
  settings = readSettings({
    ...SECRETS,
    QUARTERDECK_LOG: "silent",
    REDIS_URL: `redis://desk:${REDIS_PASSWORD}@127.0.0.1:1`,
    ALPACA_DATA_URL: standIns.alpaca.url,
    ALPACA_STREAM_URL: standIns.alpaca.url.replace("http", "ws"),
    YAHOO_URL: standIns.yahoo.url,
    NEWSAPI_BASE_URL: standIns.newsapi.url,
    FRED_BASE_URL: standIns.fred.url,
  });
  built = await buildDesk({ settings, config, inMemory: true });
  const to = { write: (line: string) => void lines.push(line) };
  built.desk.log = createLogger("debug", { to, secrets: secretsOf(settings) });
  desk = await buildProcess(built, { ...config, components: ["bookkeeper"] }, settings);
  vendors = openVendors({ config, settings, clock: systemClock, log: built.desk.log });
});
afterAll(async () => {
  for (const collector of vendors.values()) await collector.close();
  await desk.close();
  for (const standIn of Object.values(standIns)) await standIn.close();
});

/** A small round of each vendor, and one that meets the fault. */
function roundsOf(name: VendorName, jobs: readonly Job[]): VendorRounds {
  const collector = vendors.get(name);
  if (!collector) throw new Error(`there is no ${name}`);
  return new VendorRounds({
    collector,
    jobs,
    runs: runBook(built.desk, collector.source),
    record: async (facts) => {
      await recordFacts.perform(contextFor(built.desk, systemActor("collector")), facts);
    },
    clock: systemClock,
    redact: redactorOf(secretsOf(settings)),
    log: built.desk.log,
  });
}

/** Every row of every table, as text. */
async function wholeDatabase(): Promise<string> {
  const { db } = built.desk;
  const tables = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await db.execute<{ row: string }>(sql`select t::text as row from ${sql.identifier(name)} t`);
    texts.push(name, ...[...rows].map(({ row }) => row));
  }
  return texts.join("\n");
}

const FAULTS = ["unauthorised", "echo", "html", "truncate", "drop", "throttle"] as const;

function meetFault(name: VendorName, fault: (typeof FAULTS)[number]): void {
  const echoed = JSON.stringify({
    status: "error",
    code: "apiKeyInvalid",
    message: `Bad key ${Object.values(SECRETS).join(" ")}`,
    error_message: `Bad Request. The value for api_key ${SECRETS.FRED_API_KEY} is not registered.`,
  });
  if (name === "alpaca") {
    const answer = (status: number, body: string) => ({ kind: "answer" as const, status, body });
    const faults = {
      unauthorised: answer(401, '{"message":"unauthorized"}'),
      echo: answer(400, echoed),
      html: answer(200, "<!DOCTYPE html><html></html>"),
      truncate: answer(200, '{"bars":{"KO":[{'),
      drop: { kind: "drop" as const },
      throttle: { kind: "rate-limited" as const, retryAfterSeconds: 0 },
    };
    standIns.alpaca.fail("*", faults[fault], 8);
    return;
  }
  const faults = {
    unauthorised: { kind: "status", status: 401, body: "{}" },
    echo: { kind: "status", status: 400, body: echoed },
    html: { kind: "html" },
    truncate: { kind: "truncate" },
    drop: { kind: "drop" },
    throttle: { kind: "throttle", retryAfterS: 0 },
  } as const;
  standIns[name].fail("", faults[fault], 8);
}

describe("the secrets of a desk that collects", () => {
  it("are used: every vendor answers by them", async () => {
    for (const name of VENDOR_NAMES) {
      const jobs = jobsOf(config.market).filter(({ vendor }) => vendor === name);
      const quick = jobs.filter((job) => ["quotes", "headlines", "series"].includes(job.name));
      expect([name, await roundsOf(name, quick).round()]).toEqual([
        name,
        expect.stringMatching(/^asked 1×, [1-9]/),
      ]);
    }
  });

  it.each(FAULTS)(
    "stand in no log, row, health or metric when every vendor fails: %s",
    async (fault) => {
      for (const name of VENDOR_NAMES) {
        const jobs = jobsOf(config.market)
          .filter((job) => job.vendor === name && ["quotes", "articles", "series"].includes(job.name))
          .map((job) => ({ ...job, name: `${job.name} ${fault}` }));
        meetFault(name, fault);
        const rounds = roundsOf(name, jobs);
        await rounds.round();
        lines.push(JSON.stringify(rounds.health()));
      }
    },
    60_000,
  );

  it("are found nowhere afterwards, also not in what a conversation is made of", async () => {
    const owner = personActor(built.owner, "terminal");
    const { id: threadId } = await desk.chat.createThread(owner);
    const asked = { threadId, person: owner, messageId: "canary", text: "is our data for MSFT complete?" };
    const { runId } = await desk.chat.startRun(asked);
    for await (const { chunk } of desk.chat.follow(runId)) lines.push(JSON.stringify(chunk));
    const app = createApp({
      desk: built.desk,
      auth: createAuth({ db: built.desk.db, publicUrl: built.desk.publicUrl, secret: built.secret }),
      chat: desk.chat,
      live: new EventTail(built.desk),
      feed: built.feed,
      publicUrl: built.desk.publicUrl,
      account: config.account,
      dataSources: built.market.sources,
      uiFolder: null,
      webhookSecret: settings.webhookSecret,
    });
    const told = {
      log: lines.join("\n"),
      database: await wholeDatabase(),
      metrics: await (await app.request("/metrics")).text(),
      health: JSON.stringify(await operationNamed("health").perform(contextFor(built.desk, owner), {})),
    };
    expect(told.database).toMatch(/collector_runs[\s\S]*failed/);
    expect(told.metrics).toMatch(/collector_faults\{vendor="fred"\} [1-9]/);
    expect(told.metrics).toMatch(/collector_facts\{vendor="alpaca"\} [1-9]/);
    expect(told.metrics).toMatch(/collector_lag_seconds\{vendor="yahoo"\} \d/);
    expect(told.log).toContain("a vendor did not tell all");
    for (const secret of [...Object.values(SECRETS), REDIS_PASSWORD])
      for (const spelling of [secret, encodeURIComponent(secret), secret.slice(0, 16)])
        for (const [where, text] of Object.entries(told))
          expect(text.includes(spelling), `${spelling} in ${where}`).toBe(false);
  });
});
