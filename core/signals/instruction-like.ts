/** Wordings with which a text addresses a machine or a trader instead of telling news. */
const ADDRESSING = [
  /\b(?:ignore|disregard|forget)\b.{0,40}\b(?:previous|prior|above|all|your)\b.{0,30}\b(?:instructions?|rules?|prompts?|limits?)\b/i,
  /\b(?:you are|act as|pretend to be)\b.{0,30}\b(?:assistant|agent|ai|model|system)\b/i,
  /\b(?:system|assistant|developer)\s*(?:prompt|message)?\s*:/i,
  /<\/?(?:system|tool|instructions?|untrusted)[^>]*>/i,
  /\b(?:immediately|now|must)\s+(?:buy|sell|approve|place|execute|transfer)\b/i,
  /\b(?:buy|sell)\s+\d[\d,]*\s+(?:shares?|units?|[A-Z]{2,5})\b/,
  /\b(?:approve|resume|raise)\b.{0,30}\b(?:orders?|trading|limits?)\b/i,
  /\b(?:propose_order|judge_order|proposeOrder|decideApproval|tool call)\b/i,
];

/**
 * Whether a text reads as if it gave orders to a machine. A hint for people and a cap on confidence, never a
 * defence: what holds is that no text can send an order.
 */
export const isInstructionLike = (text: string): boolean => ADDRESSING.some((pattern) => pattern.test(text));
