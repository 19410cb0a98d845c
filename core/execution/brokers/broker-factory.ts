import { ConflictError, type Environment, type Source } from "#core/model";
import { ORIGINS } from "./alpaca/addresses.ts";
import type { Broker } from "./broker.ts";
import { SimulationBroker, type SimulationOptions } from "./simulation.ts";

export type BrokerKind = "simulation" | "alpaca";

/** Which broker an account trades through, as configured. */
export interface BrokerChoice {
  kind: BrokerKind;
  environment: Environment;
  /** The desk's own name of the account. */
  account: string;
  /** Another address than Alpaca's own, on loopback only; null for its own. */
  url: string | null;
  /** Somebody wrote down that this desk may move real money. */
  allowsLive: boolean;
}

export interface AlpacaKeys {
  keyId: string;
  secretKey: string;
}

export interface BrokerDeps {
  simulation: SimulationOptions;
  keys: AlpacaKeys | null;
  /** What keeps the database from being trusted with real money; asked only when there is some. */
  durabilityFlaws(): Promise<readonly string[]>;
}

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/;
const KEY_PREFIX = { paper: "PK", live: "AK" } as const;

/**
 * Opens the broker of an account.
 *
 * @throws ConflictError when the choice does not hold together; every fault is named at once
 */
export async function openBroker(choice: BrokerChoice, deps: BrokerDeps): Promise<Broker> {
  const flaws = choiceFlaws(choice, deps.keys);
  if (choice.environment === "live") flaws.push(...(await deps.durabilityFlaws()));
  if (flaws.length > 0) throw refused(flaws);
  const { environment, kind } = choice;
  if (kind === "simulation" || environment === "sim" || !deps.keys)
    return new SimulationBroker(deps.simulation);
  // Only who trades through Alpaca loads its client.
  const { AlpacaBroker } = await import("./alpaca/alpaca.ts");
  const broker = new AlpacaBroker({
    environment,
    account: choice.account,
    url: choice.url ?? ORIGINS[environment],
    ...deps.keys,
    clock: deps.simulation.clock,
    source: sourceOf(choice),
  });
  await broker.open().catch(async (error: unknown) => {
    await broker.close();
    throw error;
  });
  return broker;
}

/** Only a fill at the real address moves real money; everything else must be seen to be made up. */
const sourceOf = ({ environment, url }: BrokerChoice): Source =>
  environment === "live" && url === null ? "live" : "simulated";

/** Everything about a choice that does not hold together, in words; empty when it does. */
export function choiceFlaws(choice: BrokerChoice, keys: AlpacaKeys | null): string[] {
  const { kind, environment, url } = choice;
  if (kind === "simulation")
    return environment === "live" ? ["a simulated broker cannot be the live environment's"] : [];
  if (environment === "sim") return ["Alpaca trades the environments paper and live, not sim"];
  const flaws: string[] = [];
  if (!keys) flaws.push("APCA_API_KEY_ID and APCA_API_SECRET_KEY are not set");
  else if (!keys.keyId.startsWith(KEY_PREFIX[environment]))
    flaws.push(
      `the key is not one for ${environment}: those begin with ${KEY_PREFIX[environment]}, and each kind works at its own address only`,
    );
  if (url !== null && !isOriginFor(environment, url))
    flaws.push(`${url} is neither ${ORIGINS[environment]} nor on loopback`);
  if (environment === "live" && !choice.allowsLive)
    flaws.push("live trading is not enabled: account.allowLive is not true");
  return flaws;
}

function isOriginFor(environment: "paper" | "live", text: string): boolean {
  const url = new URL(text);
  if (url.origin === ORIGINS[environment]) return true;
  return environment === "paper" && LOOPBACK.test(url.hostname);
}

const refused = (flaws: readonly string[]): ConflictError =>
  new ConflictError("BROKER_REFUSED", {
    what: `The broker of this account is not opened: ${flaws.join("; ")}.`,
    why: "An order at the wrong address or with the wrong key is worse than none.",
    fix: "Correct account in quarterdeck.yaml, or the keys in the environment. docs/brokers.md tells what goes with what.",
  });
