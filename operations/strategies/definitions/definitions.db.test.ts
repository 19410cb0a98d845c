import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { strategyDefinitions } from "#db";
import { DATABASES } from "../../../db/testing/databases.ts";
import { bodyOf, type LabDesk, labDesk, saveDraft } from "../testing/lab-desk.ts";

describe.each(DATABASES)("the repository of strategies on the $name database", ({ open }) => {
  let opened: Awaited<ReturnType<typeof open>>;
  let lab: LabDesk;
  beforeAll(async () => {
    opened = await open();
    lab = labDesk(opened);
  });
  afterAll(() => opened.close());

  it("keeps every version with where it came from", async () => {
    const first = await saveDraft(lab, "Slow trend");
    const second = await lab.ask("saveStrategy", {
      definitionId: first.id,
      name: "Slow trend",
      body: bodyOf({ parameters: { fast: 10, slow: 100 } }),
      why: first.why,
      tags: ["Trend", "trend"],
    });
    expect(second).toMatchObject({
      id: first.id,
      version: 2,
      stage: "draft",
      owner: "per_trader",
      tags: ["trend"],
      parent: { id: first.id, version: 1 },
    });
    const { definition, versions } = await lab.ask("getDefinition", { definitionId: first.id });
    expect(definition).toEqual(second);
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
    const old = await lab.ask("getDefinition", { definitionId: first.id, version: 1 });
    expect(old.definition.body.parameters).toEqual({ fast: 20, slow: 50 });
  });

  it("refuses what makes no sense, before it stores anything", async () => {
    const before = await lab.ask("listDefinitions", {});
    await expect(saveDraft(lab, "No such period", bodyOf({ parameters: { quick: 3 } }))).rejects.toThrow(
      /no parameter "quick"/,
    );
    await expect(saveDraft(lab, "Twice", bodyOf({ universe: ["AAPL", "Apple"] }))).rejects.toThrow(/twice/);
    await expect(saveDraft(lab, "Nobody", bodyOf({ universe: ["ZZZZQ"] }))).rejects.toMatchObject({
      kind: "input",
    });
    const held = await saveDraft(lab, "Held");
    const again = { definitionId: held.id, name: held.name, why: held.why, body: bodyOf() };
    await expect(lab.ask("saveStrategy", again)).rejects.toMatchObject({ code: "NOTHING_NEW" });
    await expect(lab.ask("getDefinition", { definitionId: "str_none" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(lab.ask("getDefinition", { definitionId: held.id, version: 9 })).rejects.toThrow(
      /Versions 1 to 1/,
    );
    const after = await lab.ask("listDefinitions", {});
    expect(after.definitions.length).toBe(before.definitions.length + 1);
  });

  it("finds by tag and stage, and puts away without losing", async () => {
    const held = await saveDraft(lab, "Put away soon");
    await lab.ask("tagStrategy", { definitionId: held.id, tags: ["mine"] });
    const named = (list: { definitions: { name: string }[] }) => list.definitions.map(({ name }) => name);
    expect(named(await lab.ask("listDefinitions", { tag: "mine" }))).toEqual(["Put away soon"]);
    const reason = "Nobody wants it";
    expect(await lab.ask("archiveStrategy", { definitionId: held.id, reason })).toMatchObject({
      stage: "archived",
    });
    expect(named(await lab.ask("listDefinitions", { tag: "mine" }))).toEqual([]);
    expect(named(await lab.ask("listDefinitions", { stage: "archived" }))).toEqual(["Put away soon"]);
    await expect(lab.ask("archiveStrategy", { definitionId: held.id, reason })).rejects.toThrow(/already/);
    const restored = await lab.ask("archiveStrategy", { definitionId: held.id, reason, restore: true });
    expect(restored.stage).toBe("draft");
  });

  it("tells strategies to another desk and takes them back as drafts, all or none", async () => {
    const held = await saveDraft(lab, "Traveller", bodyOf({ universe: ["AAPL", "MSFT"] }));
    const file = await lab.ask("exportStrategies", { definitionIds: [held.id] });
    const { definitions } = await lab.ask("importStrategies", JSON.parse(JSON.stringify(file)));
    expect(definitions[0]).toMatchObject({ name: "Traveller", version: 1, stage: "draft", body: held.body });
    expect(definitions[0]?.id).not.toBe(held.id);
    const broken = {
      ...file,
      definitions: [
        ...file.definitions,
        { ...file.definitions[0], body: bodyOf({ parameters: { fast: -1 } }) },
      ],
    };
    const count = async () => (await opened.db.select().from(strategyDefinitions)).length;
    const before = await count();
    await expect(lab.ask("importStrategies", broken)).rejects.toThrow(/fast must be/);
    expect(await count()).toBe(before);
  });

  it("does not let anybody edit, delete or promote by hand in the database", async () => {
    const { id } = await saveDraft(lab, "Tempting");
    const run = (statement: string) => opened.db.execute(sql.raw(statement));
    const where = `where id = '${id}'`;
    const why = (attempt: Promise<unknown>) =>
      attempt.then(
        () => "nothing was said",
        (error: Error) => String(error.cause ?? error),
      );
    expect(await why(run(`update strategy_definitions set body = '{}' ${where}`))).toMatch(/not edited/);
    expect(await why(run(`update strategy_definitions set name = 'Other' ${where}`))).toMatch(/not edited/);
    expect(await why(run(`delete from strategy_definitions ${where}`))).toMatch(/not edited or deleted/);
    for (const stage of ["candidate", "paper", "live"])
      expect(await why(run(`update strategy_definitions set stage = '${stage}' ${where}`))).toMatch(
        /no passed promotion/,
      );
    const copied = `insert into strategy_definitions select id, 2, name, 'live', body, why, id, 1, null, null, null, owner, tags, null, created_at from strategy_definitions ${where}`;
    expect(await why(run(copied))).toMatch(/begins as a draft/);
  });
});
