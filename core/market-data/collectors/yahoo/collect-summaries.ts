import type { FactBatch } from "#core/model";
import type { Page, Wish } from "../../collector.ts";
import { Calendar, earningsOf } from "./earnings.ts";
import { ProfileSummary, profileOf } from "./profiles.ts";
import { readQuotes } from "./quotes.ts";
import { leftOut, pageOf, placeAfter, type Run, unnamed } from "./run.ts";
import { whyNot } from "./shapes.ts";
import { toYahoo } from "./symbols.ts";
import { finding, type Telling } from "./telling.ts";

/** So many quotes in one call. */
const BATCH = 50;

/** One page for each batch of symbols. */
export async function* collectQuotes(
  wish: Extract<Wish, { topic: "quotes" }>,
  run: Run,
): AsyncGenerator<Page> {
  const { symbols } = wish;
  for (let { index } = run.start; index < symbols.length; index += BATCH) {
    const batch = symbols.slice(index, index + BATCH);
    const facts = wish.from || wish.to ? noHistory(run.telling()) : await quotesOf(batch, run);
    yield pageOf(facts, placeAfter(index + BATCH - 1, symbols.length));
  }
}

async function quotesOf(symbols: readonly string[], run: Run): Promise<FactBatch> {
  const named = symbols.filter((symbol) => toYahoo(symbol));
  const names = named.flatMap((symbol) => toYahoo(symbol) ?? []);
  const rows = names.length > 0 ? await run.client.quotes(names, run.signal) : [];
  const telling = run.telling();
  const told = readQuotes(rows, named, telling);
  const strange = symbols.filter((symbol) => !toYahoo(symbol));
  const findings = [...told.findings, ...strange.map((symbol) => unnamed("quotes", symbol, telling))];
  return { receivedAt: telling.receivedAt, quotes: told.facts, findings };
}

const noHistory = (telling: Telling): FactBatch => ({
  receivedAt: telling.receivedAt,
  findings: [
    finding(
      {
        check: "left-out",
        severity: "warning",
        topic: "quotes",
        subject: "",
        detail: "Yahoo keeps no recorded quotes; only the present ones can be asked for.",
      },
      telling,
    ),
  ],
});

export const collectProfiles = (symbols: readonly string[], run: Run): AsyncGenerator<Page> =>
  oneByOne("profiles", symbols, run, async (symbol, name) => {
    const read = ProfileSummary.safeParse(
      await run.client.summary(name, ["price", "assetProfile"], run.signal),
    );
    const telling = run.telling();
    if (!read.success) return `The profile cannot be read: ${whyNot(read.error)}.`;
    const profile = profileOf(symbol, read.data, telling);
    return profile ? { receivedAt: telling.receivedAt, profiles: [profile] } : null;
  });

export const collectEarnings = (symbols: readonly string[], run: Run): AsyncGenerator<Page> =>
  oneByOne("earnings", symbols, run, async (symbol, name) => {
    const read = Calendar.safeParse(
      await run.client.summary(name, ["calendarEvents", "earnings"], run.signal),
    );
    const telling = run.telling();
    if (!read.success) return `The earnings date cannot be read: ${whyNot(read.error)}.`;
    const earnings = earningsOf(symbol, read.data, telling);
    return earnings ? { receivedAt: telling.receivedAt, earnings: [earnings] } : null;
  });

/** One page for each symbol: what was told, why it cannot be read (a text), or that there is nothing (null). */
async function* oneByOne(
  topic: "profiles" | "earnings",
  symbols: readonly string[],
  run: Run,
  ask: (symbol: string, name: string) => Promise<FactBatch | string | null>,
): AsyncGenerator<Page> {
  for (let { index } = run.start; index < symbols.length; index++) {
    const symbol = symbols[index] ?? "";
    const facts = await askOne(topic, symbol, run, ask);
    yield pageOf(facts, placeAfter(index, symbols.length));
  }
}

async function askOne(
  topic: "profiles" | "earnings",
  symbol: string,
  run: Run,
  ask: (symbol: string, name: string) => Promise<FactBatch | string | null>,
): Promise<FactBatch> {
  const name = toYahoo(symbol);
  const { receivedAt } = run.telling();
  if (!name) return { receivedAt, findings: [unnamed(topic, symbol, run.telling())] };
  try {
    const told = await ask(symbol, name);
    if (told !== null && typeof told !== "string") return told;
    const remark = {
      check: told === null ? ("left-out" as const) : ("unreadable" as const),
      severity: told === null ? ("info" as const) : ("error" as const),
      detail: told ?? `Yahoo tells no ${topic === "profiles" ? "name" : "earnings date"} of it.`,
    };
    return { receivedAt, findings: [finding({ topic, subject: symbol, ...remark }, run.telling())] };
  } catch (error) {
    return { receivedAt, findings: [leftOut(error, topic, symbol, run.telling())] };
  }
}
