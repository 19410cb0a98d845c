import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { type FolderLock, lockFolder } from "./folder-lock.ts";
import { EmbeddedSocketServer } from "./socket-server.ts";

/** An embedded Postgres that listens on loopback. */
export interface EmbeddedPostgres {
  url: string;
  close(): Promise<void>;
}

/**
 * Opens PGlite with pgvector behind its socket.
 *
 * @param folder where the data live; null keeps them in memory
 * @param token unique to this opening
 * @throws ConflictError when another living process has the folder open
 */
export async function startEmbedded(folder: string | null, token: string): Promise<EmbeddedPostgres> {
  let lock: FolderLock | null = null;
  if (folder !== null) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    lock = lockFolder(folder, token);
  }
  try {
    const pglite = await PGlite.create({
      dataDir: folder === null ? "memory://" : join(folder, "pgdata"),
      extensions: { vector },
    });
    const server = new EmbeddedSocketServer(pglite);
    const port = await server.listen();
    lock?.announcePort(port);
    return {
      url: embeddedUrl(port),
      async close() {
        await server.close();
        await pglite.close();
        lock?.release();
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

export const embeddedUrl = (port: number) => `postgres://postgres@127.0.0.1:${port}/postgres`;
