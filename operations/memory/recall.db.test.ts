import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ManualClock } from "#core/model";
import { openDatabase } from "#db";
import { contextFor, type Desk, personActor } from "../index.ts";
import { quietDesk } from "../testing/quiet-desk.ts";
import { recall } from "./recall.ts";
import { remember } from "./remember.ts";

const clock = new ManualClock("2026-11-24T15:00:00.000Z");
let database: Awaited<ReturnType<typeof openDatabase>>;
let desk: Desk;
const as = (name: string) =>
  contextFor(desk, personActor({ id: `per_${name}`, name, role: "trader" }, "web"));
const texts = async (name: string, input: object) =>
  (await recall.perform(as(name), input)).memories.map(({ memory }) => memory.text);

beforeAll(async () => {
  database = await openDatabase({ url: null, folder: null });
  desk = quietDesk(database.db, clock);
  await remember.perform(as("tess"), { kind: "fact", text: "Rates rise in March", importance: 0.9 });
  await remember.perform(as("tess"), { kind: "preference", text: "I like weekly bars" });
  await remember.perform(as("ann"), { kind: "preference", text: "Ann avoids airlines" });
  clock.set("2026-11-25T15:00:00.000Z");
  await remember.perform(as("tess"), { kind: "fact", text: "Earnings are on Friday" });
  await remember.perform(as("ann"), {
    kind: "fact",
    text: "The desk closes early",
    desk: true,
    importance: 0.7,
  });
});
afterAll(() => database.close());

describe("recall without a text", () => {
  it("lists preferences first, then by importance, then the newest, of this person and the desk alone", async () => {
    expect(await texts("tess", {})).toEqual([
      "I like weekly bars",
      "Rates rise in March",
      "The desk closes early",
      "Earnings are on Friday",
    ]);
  });

  it("sees what was known at an instant and no more", async () => {
    expect(await texts("tess", { asOf: "2026-11-24T20:00:00.000Z" })).toEqual([
      "I like weekly bars",
      "Rates rise in March",
    ]);
  });

  it("gives as many as asked for", async () => {
    expect(await texts("tess", { limit: 1 })).toEqual(["I like weekly bars"]);
  });
});

describe("recall of a text", () => {
  it("finds by its words, and nothing of another person", async () => {
    expect((await texts("tess", { query: "weekly bars" }))[0]).toBe("I like weekly bars");
    expect(await texts("tess", { query: "airlines" })).not.toContain("Ann avoids airlines");
  });
});
