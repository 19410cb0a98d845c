import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OperatorError } from "#core/model";
import { openDatabase } from "./open.ts";

const SERVER_URL = process.env.QUARTERDECK_TEST_DATABASE_URL;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "quarterdeck-open-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The error of an opening that must fail. */
async function refusal(settings: Parameters<typeof openDatabase>[0]): Promise<OperatorError> {
  const opened = await openDatabase(settings).catch((error: unknown) => error);
  if (opened instanceof OperatorError) return opened;
  throw new Error("it was opened");
}
const ofUrl = (url: string) => refusal({ url, folder: null });

describe("a DATABASE_URL that does not work", () => {
  it.each(["postgres", "http://127.0.0.1/db", "postgres://", "host=127.0.0.1"])(
    "says of %s that it is no address",
    async (url) => {
      expect((await ofUrl(url)).code).toBe("DATABASE_URL_INVALID");
    },
  );

  it("says that nothing listens, where, as whom, and never the password", async () => {
    const error = await ofUrl("postgres://tess:hunter2@127.0.0.1:1/desk");
    expect(error.message).toMatch(
      /database desk at 127\.0\.0\.1:1 as tess\. Nothing listens there\..*scripts\/services/,
    );
    expect(error.message).not.toContain("hunter2");
  });

  it("says that the host is not known", async () => {
    expect((await ofUrl("postgres://tess@nowhere.invalid/desk")).parts.why).toBe(
      "The host name is not known.",
    );
  });

  it.runIf(SERVER_URL)("says that the database is not there", async () => {
    const url = new URL(SERVER_URL ?? "");
    url.pathname = "/no_such_desk";
    const { why, fix } = (await ofUrl(url.href)).parts;
    expect(`${why} ${fix}`).toMatch(/no such database.*createdb/);
  });

  it.runIf(SERVER_URL)("says that the user was refused", async () => {
    const url = new URL(SERVER_URL ?? "");
    url.username = "nobody_of_that_name";
    expect((await ofUrl(url.href)).parts.why).toBe("It refused the user or the password.");
  });

  it.runIf(SERVER_URL)("says that pgvector is missing where this user may not add it", async () => {
    const name = `guest_${process.pid}`;
    const admin = postgres(SERVER_URL ?? "", { max: 1, onnotice: () => {} });
    try {
      await admin.unsafe(`create role ${name} login`);
      await admin.unsafe(`create database ${name}`);
      const url = new URL(SERVER_URL ?? "");
      url.username = name;
      url.pathname = `/${name}`;
      const error = await ofUrl(url.href);
      expect([error.code, error.parts.fix]).toEqual([
        "PGVECTOR_MISSING",
        expect.stringContaining("create extension vector"),
      ]);
    } finally {
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.unsafe(`drop role if exists ${name}`);
      await admin.end();
    }
  });
});

describe("the embedded database's folder", () => {
  it("belongs to one opening; another is refused with the process that holds it, or joins it", async () => {
    const first = await openDatabase({ url: null, folder });
    try {
      const error = await refusal({ url: null, folder });
      expect([error.code, error.kind]).toEqual(["DATABASE_IN_USE", "conflict"]);
      expect(error.message).toMatch(new RegExp(`process ${process.pid}.*QUARTERDECK_HOME`));
      const second = await openDatabase({ url: null, folder, join: true });
      await second.db.execute(sql`create table seen_by_both (x int)`);
      await second.close();
      await first.db.execute(sql`select * from seen_by_both`);
    } finally {
      await first.close();
    }
  });

  it("lets whoever joined finish before it closes", async () => {
    const first = await openDatabase({ url: null, folder });
    const second = await openDatabase({ url: null, folder, join: true });
    const closing = first.close();
    const [row] = await second.db.execute(sql`select 40 + 2 as answer`);
    await second.close();
    await closing;
    expect(row?.answer).toBe(42);
  });

  it("is left alone when a newer version has written it", async () => {
    const first = await openDatabase({ url: null, folder });
    await first.db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`,
    );
    await first.close();
    const error = await refusal({ url: null, folder });
    expect([error.code, error.parts.fix]).toEqual([
      "DATABASE_TOO_NEW",
      expect.stringContaining("newer version"),
    ]);
  });
});
