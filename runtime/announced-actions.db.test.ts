import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { type AnnouncedAction, ManualClock, type Quote } from "#core/model";
import { closeRun, collectorRuns, openRun } from "#db";
import { contextFor, operationNamed, personActor, recordFacts, systemActor } from "#operations";
import { readSettings } from "./config/environment.ts";
import { parseConfig } from "./config/load-config.ts";
import { type BuiltDesk, buildDesk } from "./desk.ts";

/** A Tuesday, ten in the morning in New York. */
const NOW = "2026-11-24T15:00:00.000Z";
const ago = (hours: number) => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString();

let built: BuiltDesk;
beforeAll(async () => {
  const whole = parse(readFileSync("quarterdeck.yaml", "utf8"));
  const vendors = {
    alpaca: { enabled: true, symbols: ["KO", "JPM"], owns: ["KO", "JPM"] },
    yahoo: { enabled: true, symbols: ["XOM"], owns: ["XOM"] },
  };
  built = await buildDesk({
    settings: readSettings({
      QUARTERDECK_LOG: "silent",
      APCA_API_KEY_ID: "PKTEST",
      APCA_API_SECRET_KEY: "only-for-this-test",
    }),
    config: parseConfig(stringify({ ...whole, market: { seed: 3, vendors } })),
    clock: new ManualClock(NOW),
    inMemory: true,
  });
  await record({ quotes: [quote("KO", "alpaca"), quote("JPM", "alpaca"), quote("XOM", "yahoo")] });
});
afterAll(() => built.database.close());
beforeEach(async () => void (await built.desk.db.delete(collectorRuns)));

const record = (facts: object) =>
  recordFacts.perform(contextFor(built.desk, systemActor("collector")), { receivedAt: NOW, ...facts });
const quote = (symbol: string, collector: string): Quote => ({
  symbol,
  bid: 60,
  ask: 60.02,
  bidSize: 500,
  askSize: 500,
  occurredAt: NOW,
  knownAt: NOW,
  source: collector === "yahoo" ? "delayed" : "live",
  collector,
});
const split = (symbol: string, exOn: string, changes: Partial<AnnouncedAction> = {}): AnnouncedAction => ({
  symbol,
  kind: "split",
  exOn,
  ratio: 4,
  amount: null,
  newSymbol: null,
  payOn: null,
  knownAt: ago(6),
  source: "live",
  collector: "alpaca",
  ...changes,
});

let runs = 0;
async function asked(
  job: string,
  hoursAgo: number,
  {
    collector = "alpaca",
    outcome = "done" as "done" | "partial",
    findings = 0,
    subjects = undefined as string[] | undefined,
  } = {},
): Promise<void> {
  const id = `run_${runs++}`;
  const at = ago(hoursAgo);
  await openRun(built.desk.db, { id, collector, job, from: at, to: at, startedAt: at });
  await closeRun(built.desk.db, id, {
    outcome,
    counts: {},
    findings,
    findingSubjects: subjects,
    error: null,
    endedAt: at,
  });
}

async function actionsOf(symbol: string): Promise<string> {
  const ctx = contextFor(built.desk, personActor(built.owner, "terminal"));
  const told = await operationNamed("previewOrder").perform(ctx, { symbol, side: "buy", quantity: "1" });
  const { verdict } = told as { verdict: { checks: { id: string; outcome: string; reason: string }[] } };
  const check = verdict.checks.find(({ id }) => id === "C38");
  return `${check?.outcome}: ${check?.reason}`;
}

const UNKNOWN = "deny: Cannot be checked: what the issuer announced is not known.";
const NOTHING = "pass: Nothing is announced from 2026-11-24 to 2026-11-25, the next session.";

it("passes where its owner was asked about it lately, and nothing is announced", async () => {
  await asked("actions ahead of JPM KO", 6);
  expect(await actionsOf("KO")).toBe(NOTHING);
});

it("passes where what could not be read was of others", async () => {
  const job = "actions ahead of JPM KO";
  await asked(job, 6, { findings: 2, subjects: ["JPM", "BRK.B"] });
  expect([await actionsOf("KO"), await actionsOf("JPM")]).toEqual([NOTHING, UNKNOWN]);
});

it("denies when a split is announced for tomorrow, whoever told of it, and not when it comes later", async () => {
  await asked("actions ahead of JPM KO", 6);
  await record({ actions: [split("JPM", "2026-11-27")] });
  expect(await actionsOf("JPM")).toBe(NOTHING);
  await record({ actions: [split("JPM", "2026-11-25", { collector: "yahoo", source: "delayed" })] });
  expect(await actionsOf("JPM")).toBe("deny: Announced: split on 2026-11-25.");
});

it("denies when the asking is older than 36 hours", async () => {
  await asked("actions ahead of JPM KO", 36);
  expect(await actionsOf("KO")).toBe(NOTHING);
  await built.desk.db.delete(collectorRuns);
  await asked("actions ahead of JPM KO", 40);
  expect(await actionsOf("KO")).toBe(
    "deny: Its announcements were last asked for 40 h ago; at most 36 h count.",
  );
});

it.each([
  ["nobody was asked", () => Promise.resolve()],
  ["the asking was about others", () => asked("actions ahead of JPM KOF", 1)],
  ["only what had happened was asked for", () => asked("actions", 1)],
  ["a stand-in was asked", () => asked("actions ahead of JPM KO, of a stand-in", 1)],
  ["the asking did not go through", () => asked("actions ahead of KO", 1, { outcome: "partial" })],
  ["something in the answer could not be read", () => asked("actions ahead of KO", 1, { findings: 1 })],
  [
    "what could not be read names nobody",
    () => asked("actions ahead of KO", 1, { findings: 2, subjects: ["JPM", ""] }),
  ],
  [
    "what could not be read is of a kind without a name",
    () => asked("actions ahead of KO", 1, { findings: 1, subjects: ["partial_calls"] }),
  ],
  [
    "it is not known whom the findings are about",
    () => asked("actions ahead of KO", 1, { findings: 1, subjects: [] }),
  ],
  ["somebody else was asked", () => asked("actions ahead of KO", 1, { collector: "yahoo" })],
  ["the asking is said to be yet to come", () => asked("actions ahead of KO", -1)],
])("denies where %s", async (_what, prepare) => {
  await prepare();
  expect(await actionsOf("KO")).toBe(UNKNOWN);
});

it("denies what is owned by a vendor that tells nothing to come", async () => {
  await asked("actions", 1, { collector: "yahoo" });
  expect(await actionsOf("XOM")).toBe(UNKNOWN);
});
