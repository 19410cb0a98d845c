import { expect } from "vitest";
import { BrokerAmbiguousError, BrokerRejectedError, DuplicateOrderError } from "../../broker.ts";
import type { AnswerFault } from "../broker-scene.ts";
import type { Sentence, Told } from "./sentence.ts";

/** An answer that never comes is not waited for longer than this, ms. */
const PATIENCE_MS = 400;

/** Sends without waiting longer than a test may. @returns what came of it, and the id */
async function sendInto({ scene, desk }: Told, fault: AnswerFault) {
  scene.spoilAnswer(fault);
  const { cleared, id } = desk.clear();
  const silence = new Promise<string>((resolve) => setTimeout(resolve, PATIENCE_MS, "silence"));
  const outcome = await Promise.race([scene.broker.submit(cleared).then(() => "answered"), silence]).catch(
    (error: unknown) => error,
  );
  scene.heal();
  return { outcome, id };
}

const FAULTS: readonly [AnswerFault, boolean][] = [
  ["accepts, then is silent", true],
  ["accepts, then fails", true],
  ["breaks off before it accepts", false],
];

/** The answer to a new order may be missing or wrong. */
export const ANSWERS: readonly Sentence[] = [
  ...FAULTS.map(([fault, stands]) => ({
    says: `leaves an order in doubt when it ${fault}, and can be asked`,
    run: async ({ scene, desk }: Told) => {
      const { outcome, id } = await sendInto({ scene, desk }, fault);
      expect(outcome === "silence" || outcome instanceof BrokerAmbiguousError).toBe(true);
      expect(await scene.broker.findOrder(id)).toEqual(
        stands ? expect.objectContaining({ state: "accepted" }) : null,
      );
      expect((await desk.life(id)).length).toBe(stands ? 1 : 0);
    },
  })),
  {
    says: "takes the same order again under its id, and still once",
    run: async ({ scene, desk }) => {
      scene.spoilAnswer("breaks off before it accepts");
      const [first, again, twice] = [desk.clear({}, "w"), desk.clear({}, "w"), desk.clear({}, "w")];
      await expect(scene.broker.submit(first.cleared)).rejects.toBeInstanceOf(BrokerAmbiguousError);
      scene.heal();
      await scene.broker.submit(again.cleared);
      await expect(scene.broker.submit(twice.cleared)).rejects.toBeInstanceOf(DuplicateOrderError);
      expect(await scene.broker.openOrders()).toHaveLength(1);
    },
  },
  {
    says: "says a definite no with its reason, and then has no such order",
    run: async ({ scene, desk }) => {
      scene.rejectNext();
      const { cleared, id } = desk.clear();
      await expect(scene.broker.submit(cleared)).rejects.toBeInstanceOf(BrokerRejectedError);
      expect([await scene.broker.findOrder(id), await desk.history()]).toEqual([null, []]);
    },
  },
];
