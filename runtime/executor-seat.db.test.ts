import pg from "pg";
import { describe, expect, it, vi } from "vitest";
import { executorSeat } from "./executor-seat.ts";

const url = process.env.QUARTERDECK_TEST_DATABASE_URL;

describe.runIf(url)("the executor's seat on a database server", () => {
  it("is held by one process, free when that one leaves, and taken again when its connection breaks", async () => {
    const [first, second] = [executorSeat(url ?? ""), executorSeat(url ?? "")];
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
    await first.release();
    await second.release();
  });
});
