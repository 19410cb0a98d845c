import { randomBytes } from "node:crypto";
import postgres from "postgres";

/** Where scripts/services puts its server, when the environment names no other. */
const SERVICES = "postgres://quarterdeck@127.0.0.1:54317/quarterdeck";
const SERVER = process.env.DATABASE_URL ?? process.env.QUARTERDECK_TEST_DATABASE_URL ?? SERVICES;

/**
 * A fresh database on the Postgres server of this machine, to be dropped by its user.
 *
 * @returns why there is none, in words, when no server takes the connection
 */
export async function databaseOfItsOwn(): Promise<{ url: string; drop(): Promise<void> } | string> {
  const name = `bench_${randomBytes(6).toString("hex")}`;
  const onServer = async (statement: string) => {
    const client = postgres(SERVER, { max: 1, onnotice: () => {}, connect_timeout: 3 });
    try {
      await client.unsafe(statement);
    } finally {
      await client.end();
    }
  };
  try {
    await onServer(`create database ${name}`);
  } catch (error) {
    return `no Postgres server answers (${(error as Error).message}); run scripts/services up, or set DATABASE_URL`;
  }
  const own = new URL(SERVER);
  own.pathname = `/${name}`;
  return { url: own.href, drop: () => onServer(`drop database ${name} with (force)`) };
}
