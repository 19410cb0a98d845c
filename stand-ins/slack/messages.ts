/** One block of Block Kit, as JSON. */
export type Block = Record<string, unknown>;

/** What a message said at one time. */
export interface MessageVersion {
  text: string;
  blocks: Block[];
}

export interface SlackMessage extends MessageVersion {
  channel: string;
  /** A string id, unique in its channel; never a number. */
  ts: string;
  user: string;
  metadata: Record<string, unknown> | null;
  /** Set when only this user sees it. */
  onlyFor: string | null;
  deleted: boolean;
  /** Everything it said, oldest first; the last is what it says now. */
  versions: MessageVersion[];
}

/** The first message's second; the counter behind it makes each ts its own. */
const FIRST_SECOND = 1_795_185_000;

/** Messages of all channels in the order they were posted. */
export class Messages {
  readonly all: SlackMessage[] = [];
  #count = 0;

  post(message: Omit<SlackMessage, "ts" | "deleted" | "versions">): SlackMessage {
    const { text, blocks } = message;
    const posted = { ...message, ts: this.nextTs(), deleted: false, versions: [{ text, blocks }] };
    this.all.push(posted);
    return posted;
  }

  find(channel: string, ts: string): SlackMessage | undefined {
    return this.all.find((message) => message.channel === channel && message.ts === ts && !message.deleted);
  }

  nextTs(): string {
    this.#count++;
    return `${FIRST_SECOND + this.#count}.${String(this.#count * 100).padStart(6, "0")}`;
  }
}
