import { createHash, sign, verify } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { publicKeyOf, type SigningKey } from "./signing-key.ts";

/** Why a checkpoint was written. renewal: it hands over to another key. */
export const CheckpointReason = z.enum(["start", "interval", "close", "stop", "renewal"]);
export type CheckpointReason = z.infer<typeof CheckpointReason>;

const Unsigned = z.strictObject({
  seq: z.number().int().nonnegative(),
  hash: z.string().length(64),
  at: z.iso.datetime(),
  why: CheckpointReason,
  /** SHA-256 of the line before, so that a line cannot be taken out either. */
  before: z.string().length(64),
  publicKey: z.string(),
  /** From the next line on this key signs. */
  nextKey: z.string().optional(),
});
const Checkpoint = Unsigned.extend({ signature: z.string() });

/** A place of the audit chain, signed at an instant outside the database. */
export type Checkpoint = z.infer<typeof Checkpoint>;

/** What stands before the first line. */
const NO_LINE = "0".repeat(64);

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const signedText = (unsigned: z.infer<typeof Unsigned>) =>
  Buffer.from(JSON.stringify(Unsigned.parse(unsigned)));

/** What a file of checkpoints holds, and the first thing wrong with it. */
export interface ReadCheckpoints {
  checkpoints: Checkpoint[];
  /** The key that signs now. */
  publicKey: string | null;
  lastLine: string;
  fault: string | null;
}

/**
 * Reads a file of checkpoints, oldest first, checking each signature and that each follows the one before.
 *
 * @param pinned the key the first line must be signed with; whoever else's is not believed
 */
export function readCheckpoints(path: string, pinned: string | null = null): ReadCheckpoints {
  const read: ReadCheckpoints = { checkpoints: [], publicKey: pinned, lastLine: NO_LINE, fault: null };
  if (!existsSync(path)) return read;
  for (const [index, line] of readFileSync(path, "utf8").split("\n").filter(Boolean).entries()) {
    const fault = take(read, line);
    if (fault) return { ...read, fault: `line ${index + 1} of ${path}: ${fault}` };
  }
  return read;
}

function take(read: ReadCheckpoints, line: string): string | null {
  let checkpoint: Checkpoint;
  try {
    checkpoint = Checkpoint.parse(JSON.parse(line));
  } catch {
    return "it is no checkpoint";
  }
  const { signature, ...unsigned } = checkpoint;
  const key = read.publicKey ?? checkpoint.publicKey;
  if (checkpoint.publicKey !== key) return "another key signed it";
  if (!verify(null, signedText(unsigned), publicKeyOf(key), Buffer.from(signature, "base64")))
    return "its signature is not good";
  if (checkpoint.before !== read.lastLine) return "it does not follow the line before";
  const previous = read.checkpoints.at(-1);
  if (previous && (checkpoint.seq < previous.seq || checkpoint.at < previous.at))
    return "it goes back in time";
  read.checkpoints.push(checkpoint);
  read.publicKey = checkpoint.nextKey ?? key;
  read.lastLine = sha256(line);
  return null;
}

/** Signs a checkpoint and adds it to a file, on disk before this returns. Earlier ones stay. */
export function appendCheckpoint(
  path: string,
  key: SigningKey,
  place: { seq: number; hash: string; at: string; why: CheckpointReason; nextKey?: string },
): Checkpoint {
  const unsigned = { ...place, before: readCheckpoints(path).lastLine, publicKey: key.publicKey };
  const signature = sign(null, signedText(unsigned), key.privateKey).toString("base64");
  const checkpoint = { ...Unsigned.parse(unsigned), signature };
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, "a", 0o600);
  try {
    writeSync(file, `${JSON.stringify(checkpoint)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return checkpoint;
}
