import { z } from "zod";
import { Instant } from "./time.ts";

export const MemoryKind = z.enum(["episode", "fact", "lesson", "preference", "playbook"]);
export type MemoryKind = z.infer<typeof MemoryKind>;

/** trusted: written by our own code or a person; untrusted: derived from outside text, and quarantined. */
export const MemoryTrust = z.enum(["trusted", "untrusted"]);
export type MemoryTrust = z.infer<typeof MemoryTrust>;

/** Something the desk remembers. Never read by a gate. */
export const Memory = z.object({
  id: z.string(),
  kind: MemoryKind,
  owner: z.string().describe('The person it belongs to, or "desk" for all'),
  text: z.string().min(1).max(4000),
  origin: z.string().describe("What wrote it: a person, or the event it came from"),
  trust: MemoryTrust,
  importance: z.number().min(0).max(1),
  causedBy: z.array(z.string()),
  knownAt: Instant,
  validUntil: Instant.nullable(),
});
export type Memory = z.infer<typeof Memory>;

/** A remembered thing with the reasons it was recalled. */
export const RecalledMemory = z.object({
  memory: Memory,
  score: z.number(),
  why: z.string().describe("Ranks by meaning and by words, age and trust, in one line"),
});
export type RecalledMemory = z.infer<typeof RecalledMemory>;
