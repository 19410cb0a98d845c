import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { orders } from "#db";
import { contextFor, decideApproval, getTicket, proposeOrder } from "#operations";
import { openCheckpoints } from "./checkpoints.ts";
import { type OrderDesk, openOrderDesk } from "./order-desk.ts";
import { openScene, type Scene } from "./scene.ts";

/** A server on which this test may make a database of its own. */
const SERVER = process.env.QUARTERDECK_TEST_DATABASE_URL;
const NAME = `qd_order_desk_${process.pid}`;
const PROCESSES = 4;

let scene: Scene;
let others: { desk: OrderDesk; close(): Promise<void> }[] = [];

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** The order desk of one more process: its own connections, its own memory. */
async function anotherProcess(url: string) {
  const checkpoints = await openCheckpoints(url, "server");
  const desk = openOrderDesk(scene.desk, checkpoints, url, "server");
  return { desk, close: () => desk.close().then(() => checkpoints.close()) };
}

describe.skipIf(!SERVER)("order desks of several processes on one Postgres server", () => {
  beforeAll(async () => {
    await onServer(`create database ${NAME}`);
    const url = new URL(SERVER ?? "");
    url.pathname = `/${NAME}`;
    scene = await openScene(url.href);
    others = await Promise.all(Array.from({ length: PROCESSES }, () => anotherProcess(url.href)));
  });
  afterAll(async () => {
    await Promise.all(others.map((other) => other.close()));
    await scene.close();
    await onServer(`drop database ${NAME} with (force)`);
  });

  it("place an order once, however many of them move it at the same time", async () => {
    for (let round = 0; round < 5; round++) {
      scene.clock.advance(120_000);
      const tess = contextFor(scene.desk, scene.person("tess"));
      const { id } = await proposeOrder.perform(tess, { symbol: "AAPL", side: "buy", quantity: "20" });
      await Promise.all(others.map(({ desk }) => desk.advance(id)));
      const { approval } = await getTicket.perform(tess, { proposalId: id });
      const ana = contextFor(scene.desk, scene.person("ana"));
      await decideApproval.perform(ana, { approvalId: approval?.id, decision: "approve" });
      const moved = await Promise.all([...others, ...others].map(({ desk }) => desk.advance(id)));
      for (const advance of moved) expect(advance).toMatchObject({ status: "placed", waitsFor: "nobody" });
      expect(await scene.desk.db.select().from(orders).where(eq(orders.proposalId, id))).toHaveLength(1);
    }
  });

  it("leave no lock behind", async () => {
    const [held] = await scene.desk.db.execute<{ count: number }>(
      sql`select count(*)::int as count from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
    );
    expect(held?.count).toBe(0);
  });
});
