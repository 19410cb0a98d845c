import { eq } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approvals, type OpenDatabase, openDatabase, orders } from "#db";
import { type Actor, contextFor, decideApproval, getTicket, proposeOrder } from "#operations";
import { openScene, type Scene } from "./scene.ts";

/** A server on which this test may make a database of its own. */
const SERVER = process.env.QUARTERDECK_TEST_DATABASE_URL;
const NAME = `qd_approval_races_${process.pid}`;
const CONNECTIONS = 32;
const ROUNDS = 12 * Number(process.env.QUARTERDECK_TORTURE ?? 1);

type Decision = "approve" | "decline";
/** Who presses what, all at once; each press eight times, as a double click, a second tab and a replay would. */
const RACES: { name: string; presses: [("ana" | "ben" | "tess")[], Decision][] }[] = [
  { name: "two approvers", presses: [[["ana", "ben"], "approve"]] },
  {
    name: "an approver and one who declines",
    presses: [
      [["ana"], "approve"],
      [["ben"], "decline"],
    ],
  },
  {
    name: "one who changes their mind",
    presses: [
      [["ana"], "approve"],
      [["ana"], "decline"],
    ],
  },
  { name: "the one who asked, and one other", presses: [[["tess", "ana"], "approve"]] },
];
const DOORS = ["web", "slack", "api", "terminal"] as const;

let scene: Scene;
let wide: OpenDatabase;

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  await client.query(statement);
  await client.end();
}

describe.skipIf(!SERVER)("answers that race on one Postgres server", () => {
  beforeAll(async () => {
    await onServer(`create database ${NAME}`);
    const url = new URL(SERVER ?? "");
    url.pathname = `/${NAME}`;
    scene = await openScene(url.href);
    wide = await openDatabase({ url: url.href, folder: null, poolSize: CONNECTIONS });
  });
  afterAll(async () => {
    await wide.close();
    await scene.close();
    await onServer(`drop database ${NAME} with (force)`);
  });

  it.each(RACES)("give each person one vote and the order one fate: $name", async ({ presses }) => {
    const fates = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      // One needs one person, one needs two.
      const quantity = round % 2 === 0 ? "20" : "110";
      scene.clock.advance(120_000);
      const tess = contextFor(scene.desk, scene.person("tess"));
      const { id } = await proposeOrder.perform(tess, { symbol: "AAPL", side: "buy", quantity });
      await scene.orderDesk.advance(id);
      const { approval } = await getTicket.perform(tess, { proposalId: id });
      const press = (who: Actor, decision: Decision, nth: number) =>
        decideApproval.perform(
          contextFor({ ...scene.desk, db: wide.db }, { ...who, via: DOORS[nth % DOORS.length] ?? "web" }),
          { approvalId: approval?.id, decision, typedQuantity: quantity },
        );
      await Promise.allSettled(
        presses.flatMap(([people, decision]) =>
          people.flatMap((name) =>
            Array.from({ length: CONNECTIONS / 4 }, (_, nth) => press(scene.person(name), decision, nth)),
          ),
        ),
      );
      await Promise.allSettled([scene.orderDesk.advance(id), scene.orderDesk.advance(id)]);
      fates.add(await fateOf(id));
    }
    expect(fates).not.toContain("unlawful");
  });

  /** What became of a proposal, or that it cannot be: two votes of one person, or an order without enough of them. */
  async function fateOf(id: string): Promise<string> {
    const { proposal, approval } = await getTicket.perform(contextFor(scene.desk, scene.person("ben")), {
      proposalId: id,
    });
    const votes = await scene.desk.db.select().from(approvals).where(eq(approvals.proposalId, id));
    const placed = await scene.desk.db.select().from(orders).where(eq(orders.proposalId, id));
    const yes = votes.filter((vote) => vote.decision === "approve");
    const isDeclined = yes.length < votes.length;
    const isLawful =
      new Set(votes.map((vote) => vote.approver)).size === votes.length &&
      !yes.some((vote) => vote.approver === "per_tess") &&
      placed.length <= 1 &&
      (placed.length === 0 || (!isDeclined && yes.length >= (approval?.quorum ?? 9))) &&
      (!isDeclined || proposal.status === "declined");
    return isLawful ? proposal.status : "unlawful";
  }
});
