import { marketOf, simulatedMarket } from "#core/market-data";
import { type DefinitionBody, ManualClock, type StrategyDefinition } from "#core/model";
import type { OpenDatabase } from "#db";
import { type Actor, personActor, type Role } from "../../access.ts";
import { type OperationName, type OperationTypes, operationNamed } from "../../catalogue.ts";
import { contextFor } from "../../context.ts";
import { quietDesk } from "../../testing/quiet-desk.ts";

/** Monday after Thanksgiving, at noon in New York. */
const NOW = "2026-11-30T17:00:00.000Z";

/** A desk with a made-up market, for strategies and what is tried with them. */
export function labDesk(opened: OpenDatabase) {
  const clock = new ManualClock(NOW);
  const desk = quietDesk(opened.db, clock, marketOf([simulatedMarket(7)]));
  const as = (actor: Actor) => ({
    ask: <Name extends OperationName>(name: Name, input: object) =>
      operationNamed(name).perform(contextFor(desk, actor), input) as Promise<OperationTypes[Name]["output"]>,
  });
  const person = (role: Role) => as(personActor({ id: `per_${role}`, name: `The ${role}`, role }, "api"));
  return { clock, desk, as, person, ...person("trader") };
}
export type LabDesk = ReturnType<typeof labDesk>;

/** A sound body, changed where a test wants it otherwise. */
export const bodyOf = (changes: Partial<DefinitionBody> = {}): DefinitionBody => ({
  kind: "sma-cross",
  parameters: { fast: 20, slow: 50 },
  universe: ["AAPL"],
  interval: "1d",
  costs: { commissionBps: 1, slippageBps: 2 },
  ...changes,
});

/** Saves a draft. */
export const saveDraft = (desk: LabDesk, name: string, body = bodyOf()): Promise<StrategyDefinition> =>
  desk.ask("saveStrategy", { name, body, why: "Trends of large companies last for months." });
