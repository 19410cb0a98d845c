/** Where a conversation must stop. A ceiling reached is said plainly, never passed over. */
export interface ChatCeilings {
  /** Characters of one message. */
  messageChars: number;
  /** Longest time for one turn, ms. */
  runMs: number;
  /** Turns one person may have running at once. */
  runsAtOnce: number;
  /** Tokens one person may use between two midnights UTC. */
  tokensPerDay: number;
  /** Conversations one person may keep. */
  threads: number;
}

export const CHAT_CEILINGS: ChatCeilings = {
  messageChars: 8_000,
  runMs: 120_000,
  runsAtOnce: 3,
  tokensPerDay: 2_000_000,
  threads: 500,
};
