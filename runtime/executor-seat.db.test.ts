import pg from "pg";
import { describe, expect, it, vi } from "vitest";
import { SERVER } from "../db/testing/databases.ts";
import { executorSeat } from "./executor-seat.ts";

describe.skipIf(!SERVER)("the executor's seat on a database server", () => {
  it("is held by one process, free when that one leaves, and taken again when its connection breaks", async () => {
    if (!SERVER) return;
    const opened = await SERVER.open(2);
    const { url } = opened;
    const [first, second] = [executorSeat(url), executorSeat(url)];
    await first.hold();
    await expect(second.hold()).rejects.toThrow(/already sends the orders.*--components=server/);
    await first.release();
    await second.hold();
    await expect(first.hold()).rejects.toThrow("already sends");
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query(
      "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database()) and pid <> pg_backend_pid() and ((classid::bigint << 32) | objid::bigint) = hashtextextended('quarterdeck executor', 0)",
    );
    await admin.end();
    await vi.waitFor(() => first.hold());
    await expect(second.hold()).rejects.toThrow("already sends");
    expect([first.fence, second.fence]).toEqual([3, 2]);
    await first.release();
    await second.release();
    await opened.close();
  });
});
