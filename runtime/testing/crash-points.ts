import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Verbs of the order path: each dies once before its commit and once after. */
const VERBS = [
  "proposeOrder",
  "judgeOrder",
  "decideApproval",
  "placeOrder",
  "claimOrder",
  "recordBrokerEvent",
  "recordDoubt",
  "cancelOrder",
];

/** Every crash point the source names, so that a new one is tried without being listed, and those of each verb. */
export function crashPoints(): string[] {
  const named = ["operations", "runtime"]
    .flatMap((folder) => sourcesIn(join(ROOT, folder)))
    .flatMap((file) =>
      readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line.includes("crashpoint("))
        .flatMap((line) => [...line.matchAll(/"([a-z-]+:[a-z-]+)"/g)].map((match) => match[1] ?? "")),
    );
  const ofVerbs = VERBS.flatMap((verb) => [`${verb}:audited`, `${verb}:committed`]);
  return [...new Set([...named, ...ofVerbs])].sort();
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === "testing" ? [] : sourcesIn(path);
    return name.endsWith(".ts") && !name.endsWith(".test.ts") ? [path] : [];
  });
}
