import { type OrderWish, wishTerms } from "../../components/order-fields.tsx";
import type { DeskInput } from "../../lib/desk-types.ts";

type Draft = DeskInput<"proposeExecution">;

export const ALGORITHMS = ["none", "twap", "vwap", "iceberg"] as const;
export const URGENCIES = ["steady", "patient"] as const;

/** How an order is to be worked, as typed; empty where the desk may choose. */
export interface AlgorithmWish {
  algorithm: (typeof ALGORITHMS)[number];
  minutes: string;
  limitPrice: string;
  participation: string;
  shown: string;
  urgency: (typeof URGENCIES)[number];
}

export const AT_ONCE: AlgorithmWish = {
  algorithm: "none",
  minutes: "60",
  limitPrice: "",
  participation: "",
  shown: "",
  urgency: "steady",
};

export const isSliced = ({ algorithm }: AlgorithmWish): boolean => algorithm !== "none";

/** What is sent to be previewed and proposed; null for an order that goes out at once. */
export function executionDraftOf(wish: OrderWish, worked: AlgorithmWish): Draft | null {
  const { algorithm, urgency } = worked;
  if (algorithm === "none") return null;
  const [limitPrice, shown] = [amount(worked.limitPrice), amount(worked.shown)];
  const participation = amount(worked.participation);
  return {
    ...wishTerms(wish),
    algorithm,
    urgency,
    durationMinutes: Number(amount(worked.minutes)),
    ...(limitPrice ? { limitPrice } : {}),
    ...(algorithm === "vwap" && participation ? { maxParticipation: Number(participation) / 100 } : {}),
    ...(algorithm === "iceberg" && shown ? { displayQuantity: shown } : {}),
  };
}

const amount = (typed: string): string => typed.trim().replaceAll(",", "");
