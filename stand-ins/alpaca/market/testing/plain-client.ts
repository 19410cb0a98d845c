import { decode, decodeTimestampToTimeSpec, EXT_TIMESTAMP, ExtensionCodec, encode } from "@msgpack/msgpack";
import { WebSocket } from "ws";

const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: EXT_TIMESTAMP,
  encode: () => null,
  decode: (data) => decodeTimestampToTimeSpec(data),
});

export type Frame = Record<string, unknown>;

/** A client that knows nothing: it sends what it is told and keeps what it hears. */
export class PlainClient {
  readonly heard: Frame[] = [];
  readonly #socket: WebSocket;
  readonly #isMsgpack: boolean;
  readonly #looks = new Set<() => void>();
  isClosed = false;

  constructor(url: string, codec: "msgpack" | "json") {
    this.#isMsgpack = codec === "msgpack";
    const headers = this.#isMsgpack ? { "Content-Type": "application/msgpack" } : {};
    this.#socket = new WebSocket(url, { headers });
    this.#socket.on("message", (data: Buffer, isBinary) => {
      const frames = isBinary ? decode(data, { extensionCodec }) : JSON.parse(data.toString("utf8"));
      this.heard.push(...(frames as Frame[]));
      this.#look();
    });
    this.#socket.on("close", () => {
      this.isClosed = true;
      this.#look();
    });
    this.#socket.on("error", () => {});
  }

  say(message: object): void {
    this.#socket.send(this.#isMsgpack ? encode(message) : JSON.stringify(message));
  }

  sayRaw(text: string): void {
    this.#socket.send(text);
  }

  /** The first frame that fits, now or later. */
  hear(fits: Partial<Frame>): Promise<Frame> {
    return this.until(() =>
      this.heard.find((frame) => Object.entries(fits).every(([key, value]) => frame[key] === value)),
    );
  }

  until<T>(look: () => T | undefined | false): Promise<T> {
    return new Promise((resolve) => {
      const check = () => {
        const found = look();
        if (!found) return;
        this.#looks.delete(check);
        resolve(found);
      };
      this.#looks.add(check);
      check();
    });
  }

  close(): void {
    this.#socket.terminate();
  }

  #look(): void {
    for (const look of [...this.#looks]) look();
  }
}
