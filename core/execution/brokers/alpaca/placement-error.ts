import {
  BrokerAmbiguousError,
  BrokerRejectedError,
  BrokerSilentError,
  DuplicateOrderError,
} from "../broker.ts";
import { budgetSpentIn, codeOf, statusOf, wordsOf } from "./connection.ts";

const DUPLICATE_CODE = 40010001;
const DUPLICATE_WORDS = /client_order_id must be unique/i;

/**
 * What a failed POST means for the order. A definite no needs a status that says so and the broker's own code;
 * the duplicate is told by status, code and words together, for its code alone stands for any bad field.
 * Everything else leaves the order unknown.
 */
export function placementError(error: unknown, clientOrderId: string): Error {
  if (error instanceof BrokerSilentError || budgetSpentIn(error))
    return new BrokerRejectedError(
      `nothing was sent: ${lowerFirst(budgetSpentIn(error)?.message ?? reasonOf(error))}`,
    );
  const status = statusOf(error);
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : "";
  if (status === 422 && code === DUPLICATE_CODE && DUPLICATE_WORDS.test(message))
    return new DuplicateOrderError(clientOrderId);
  if (status !== null && [400, 403, 422].includes(status) && code !== null)
    return new BrokerRejectedError(`${message.slice(0, 300)} (${code})`);
  return new BrokerAmbiguousError(wordsOf(error), { cause: error });
}

const reasonOf = (error: unknown): string => (error instanceof BrokerSilentError ? error.parts.why : "");
const lowerFirst = (text: string): string =>
  `${text.charAt(0).toLowerCase()}${text.slice(1).replace(/\.$/, "")}`;
