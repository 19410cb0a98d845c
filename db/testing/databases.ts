import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { type OpenDatabase, openDatabase } from "../open.ts";

/** A kind of database the tests run on. */
export interface DatabaseVariant {
  name: string;
  open(poolSize?: number): Promise<OpenDatabase>;
}

const serverUrl = process.env.QUARTERDECK_TEST_DATABASE_URL;

/** Embedded always; a real server where the environment names one. */
export const DATABASES: readonly DatabaseVariant[] = [
  { name: "embedded", open: () => openDatabase({ url: null, folder: null }) },
  ...(serverUrl ? [{ name: "server", open: (poolSize?: number) => openFresh(serverUrl, poolSize) }] : []),
];

/** A real server, or undefined: what only a server can prove is skipped without one. */
export const SERVER = DATABASES.find((variant) => variant.name === "server");

/** A database of its own on the server, dropped when it is closed. */
async function openFresh(url: string, poolSize?: number): Promise<OpenDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onServer(url, `create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const opened = await openDatabase({ url: own.href, folder: null, poolSize });
  return {
    ...opened,
    async close() {
      await opened.close();
      await onServer(url, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await client.unsafe(statement);
  } finally {
    await client.end();
  }
}
