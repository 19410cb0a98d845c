import { decode, EXT_TIMESTAMP, ExtensionCodec, encode, encodeTimeSpecToTimestamp } from "@msgpack/msgpack";
import { sortKey } from "./wire.ts";

/** A time that travels as msgpack's own extension -1, with its nanoseconds. */
class Moment {
  readonly #t: string;

  constructor(t: string) {
    this.#t = t;
  }

  get spec(): { sec: number; nsec: number } {
    const [seconds = "", fraction = "0"] = sortKey(this.#t).split(".");
    return { sec: Date.parse(`${seconds}Z`) / 1_000, nsec: Number(fraction) };
  }
}

const extensions = new ExtensionCodec();
extensions.register({
  type: EXT_TIMESTAMP,
  encode: (value) => (value instanceof Moment ? encodeTimeSpecToTimestamp(value.spec) : null),
  decode: () => null,
});

const TIMES = ["t", "created_at", "updated_at"];

/** Frames as the client asked for them by its Content-Type: msgpack in binary, JSON in text. */
export function encodeFrames(frames: readonly object[], isMsgpack: boolean): Buffer | string {
  if (!isMsgpack) return JSON.stringify(frames);
  const timed = frames.map((frame) =>
    Object.fromEntries(
      Object.entries(frame).map(([key, value]) => [
        key,
        TIMES.includes(key) && typeof value === "string" ? new Moment(value) : value,
      ]),
    ),
  );
  return Buffer.from(encode(timed, { extensionCodec: extensions }));
}

/** What a client said; null where it is not readable. */
export function decodeMessage(data: Buffer, isMsgpack: boolean): Record<string, unknown> | null {
  try {
    const said: unknown = isMsgpack ? decode(data) : JSON.parse(data.toString("utf8"));
    return typeof said === "object" && said !== null && !Array.isArray(said)
      ? (said as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
