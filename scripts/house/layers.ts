import { posix } from "node:path";
import { type Import, importsOf, readSource, sourcesIn } from "./sources.ts";

/** The rooms in the order data travels. A room may import any room before it. */
export const ROOMS = [
  "core/model",
  "core/indicators",
  "core/metrics",
  "core/market-data",
  "core/signals",
  "core/strategy",
  "core/risk",
  "core/execution",
  "core/backtest",
  "db",
  "memory",
  "operations",
  "tools",
  "agents",
  "graph",
  "server",
  "runtime",
  "evals",
  "bench",
] as const;

/** Clients of the server and helpers of tests: what they may import, values and types apart. */
const ASIDE: Record<string, { values: readonly string[]; types: readonly string[] }> = {
  "chat-ui": { values: [], types: ["core/model", "operations", "graph"] },
  bots: { values: ["core/model"], types: ["core/model", "operations"] },
  "stand-ins": { values: ["core/model"], types: ["core/model"] },
};

/** Rooms from which no path may lead to a broker. */
const BROKERLESS = ["tools", "agents", "graph", "memory"];
const BROKERS = "core/execution/brokers";
/** Doors to the network, opened only where a desk is put together. */
const NETWORK_DOORS = [BROKERS, "core/market-data/collectors"];
/** Each stand-in has a door of its own; they are for tests, benches and evals. */
const STAND_IN = /^stand-ins\/[\w-]+$/;
const NETWORK = /\bfetch\s*\(|\bnew WebSocket\b|from "(?:node:(?:net|http|https|tls|dgram)|ws|undici)"/;
const MAY_USE_NETWORK = /^core\/(?:market-data\/collectors|execution\/brokers)\//;

export interface Breach {
  file: string;
  problem: string;
}

/** Every import that points right, climbs out of its room or passes a wall beside its door. */
export function layerBreaches(root: string): Breach[] {
  const files = sourcesIn(root).filter((file) => roomOf(file) !== undefined);
  const breaches = files.flatMap((file) => {
    const text = readSource(root, file);
    const found = importsOf(text).flatMap((imported) => faultOf(file, imported));
    if (file.startsWith("core/") && !MAY_USE_NETWORK.test(file) && !isTest(file) && NETWORK.test(text))
      found.push("uses the network");
    return found.map((problem) => ({ file, problem }));
  });
  return [...breaches, ...brokerPaths(root, files)];
}

const isTest = (file: string) =>
  /\.test\.tsx?$|\/testing\/|\.conformance\.ts$|\/scene\.ts$|\/conversation\.ts$/.test(file);

export function roomOf(file: string): string | undefined {
  return [...ROOMS, ...Object.keys(ASIDE)].find((room) => file.startsWith(`${room}/`));
}

function faultOf(file: string, { specifier, isType }: Import): string[] {
  const room = roomOf(file) ?? "";
  if (specifier.startsWith(".")) {
    const target = posix.join(posix.dirname(file), specifier);
    return target.startsWith(`${room}/`) || isTest(file) ? [] : [`climbs out of its room to ${specifier}`];
  }
  if (!specifier.startsWith("#")) return [];
  const target = specifier.slice(1);
  const isDoor =
    [...ROOMS, ...Object.keys(ASIDE), ...NETWORK_DOORS].includes(target) || STAND_IN.test(target);
  if (!isDoor) return [`${specifier} is not a door`];
  if (STAND_IN.test(target))
    return /^(?:bench|evals|stand-ins)\//.test(file) || isTest(file)
      ? []
      : [`only tests, benches and evals may open ${specifier}`];
  if (NETWORK_DOORS.includes(target))
    return mayOpenNetworkDoor(file)
      ? []
      : [`only the composition root, benches and tests may open ${specifier}`];
  const aside = ASIDE[room];
  if (aside)
    return (isType ? aside.types : aside.values).includes(target) || isTest(file)
      ? []
      : [`${room} may not import ${specifier}`];
  if (target in ASIDE)
    return (target === "bots" && room === "runtime") || isTest(file)
      ? []
      : [`only the composition root may open ${specifier}, and nobody the web app`];
  const order = ROOMS as readonly string[];
  return order.indexOf(target) < order.indexOf(room) || isTest(file) ? [] : [`points right, to ${specifier}`];
}

const mayOpenNetworkDoor = (file: string) => /^(?:runtime|bench|evals)\//.test(file) || isTest(file);

/** Value imports followed from the agents' rooms must never arrive at a broker. */
function brokerPaths(root: string, files: readonly string[]): Breach[] {
  const known = new Set(files);
  const next = new Map(
    files
      .filter((file) => !isTest(file))
      .map((file) => [
        file,
        importsOf(readSource(root, file)).flatMap(({ specifier, isType }) => {
          if (isType) return [];
          const target = specifier.startsWith(".")
            ? posix.join(posix.dirname(file), specifier)
            : `${specifier.slice(1)}/index.ts`;
          return known.has(target) ? [target] : [];
        }),
      ]),
  );
  return files
    .filter((file) => BROKERLESS.some((room) => file.startsWith(`${room}/`)) && !isTest(file))
    .flatMap((start) => {
      const seen = new Set([start]);
      for (const file of seen) for (const target of next.get(file) ?? []) seen.add(target);
      const broker = [...seen].find((file) => file.startsWith(`${BROKERS}/`));
      return broker ? [{ file: start, problem: `leads to the broker ${broker}` }] : [];
    });
}
