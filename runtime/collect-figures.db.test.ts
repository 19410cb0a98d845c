import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ManualClock } from "#core/model";
import { contextFor, operationNamed, personActor } from "#operations";
import { collectFigures } from "./collect-figures.ts";
import { Config } from "./config/config.ts";
import { readSettings } from "./config/environment.ts";
import { type BuiltDesk, buildDesk } from "./desk.ts";

const config = Config.parse({
  server: {},
  account: { name: "paper", environment: "sim", cash: "100000" },
  market: { seed: 3 },
  components: ["server"],
});
const clock = new ManualClock("2026-11-24T15:00:00.000Z");
let built: BuiltDesk;
beforeAll(async () => {
  const settings = { ...readSettings({}), logLevel: "silent" as const };
  built = await buildDesk({ settings, config, clock, inMemory: true });
});
afterAll(() => built.database.close());

const ask = (name: string, input: object) =>
  operationNamed(name).perform(
    contextFor(built.desk, personActor(built.owner, "terminal")),
    input,
  ) as Promise<never>;

describe("figures of the made-up economy", () => {
  it("are recorded once, and new ones when they come out", async () => {
    expect(await collectFigures(built.desk, config)).toBeGreaterThan(5_000);
    expect(await collectFigures(built.desk, config)).toBe(0);
    clock.set("2026-12-10T14:00:00.000Z");
    expect(await collectFigures(built.desk, config)).toBeGreaterThan(0);
  });

  it("are found by the name people give them, with their source and their next date", async () => {
    expect(await ask("getIndicator", { series: "CPI" })).toMatchObject({
      series: { id: "CPIAUCSL", source: "simulated" },
      latest: { periodOn: "2026-10-01", publishedAt: "2026-11-12T13:30:00.000Z" },
      nextRelease: { name: "Consumer Price Index", occurredAt: "2026-12-14T13:30:00.000Z" },
    });
  });

  it("are read as they were published then", async () => {
    const asOf = async (instant: string) =>
      (await ask("getIndicator", { series: "GDP", asOf: instant })) as {
        latest: { periodOn: string; value: number };
        vintages: object[];
      };
    const [before, after] = [await asOf("2026-05-01T00:00:00Z"), await asOf("2026-07-01T00:00:00Z")];
    expect([before.latest.periodOn, after.latest.periodOn]).toEqual(["2026-01-01", "2026-01-01"]);
    expect(before.latest.value).not.toBe(after.latest.value);
    expect([before.vintages.length, after.vintages.length]).toEqual([1, 3]);
  });
});
