import type { Environment } from "#core/model";

const MEANING: Record<Environment, string> = {
  sim: "Simulated account: no order here moves real money",
  paper: "Broker's paper account: no order here moves real money",
  live: "Real account: orders here move real money",
};

/** PAPER or LIVE as a word on its own colour. LIVE only ever means real money. */
export function EnvironmentMark({ environment }: { environment: Environment }) {
  const isLive = environment === "live";
  return (
    <span
      title={MEANING[environment]}
      className={`rounded px-1.5 py-px text-2xs font-bold tracking-wider ${isLive ? "bg-danger text-danger-ink" : "bg-paper text-surface"}`}
    >
      {isLive ? "LIVE" : "PAPER"}
    </span>
  );
}

export function environmentMeaning(environment: Environment): string {
  return MEANING[environment];
}
