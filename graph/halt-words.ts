/** A whole message that can only mean one thing. Anything longer is a conversation about halting, not a halt. */
const PLAIN =
  /^\s*(?:please\s+)?(?:halt|stop)(?:\s+(?:all\s+)?trading|\s+everything)?(?:\s+(?:now|immediately|at once))?(?:\s*,?\s*please)?\s*[.!]*\s*$/i;
const COMMAND = /^\s*\/halt(?:\s+(?<reason>[\s\S]{1,400}))?\s*$/i;
/** Bare "stop" ends an answer, as the button does; it does not halt the desk. */
const BARE_STOP = /^\s*(?:please\s+)?stop(?:\s*,?\s*please)?\s*[.!]*\s*$/i;

/**
 * Whether a person's own message asks to stop trading, in words that need no model to understand.
 *
 * @returns the reason to record, or null when it is not a halt
 */
export function haltReason(text: string): string | null {
  const command = COMMAND.exec(text);
  const reason = command?.groups?.reason?.trim();
  if (command) return reason ? `Halted in chat: ${reason}` : "Halted in chat";
  return PLAIN.test(text) && !BARE_STOP.test(text) ? "Halted in chat" : null;
}
