import { WebSocket } from "ws";

/** What the bench asks its clients for, and what they answer; epoch times of one machine, ms. */
export type Asked =
  | { ask: "open"; url: string; key: string; count: number; symbolsOf: string[][] }
  | { ask: "report" };
export type Answered =
  | { answer: "opened" }
  /** How long each tick told since the last report took from its `knownAt` to a client, and how many came. */
  | { answer: "reported"; delaysMs: number[]; told: number; gaps: number };

/** Delays kept between two reports; the rest are only counted. */
const MAX_DELAYS = 200_000;

let delaysMs: number[] = [];
let told = 0;
let gaps = 0;

const epochMs = () => performance.timeOrigin + performance.now();
const answer = (message: Answered) => process.send?.(message);

/** Opens a line and resolves with its snapshot; from then on every tick is timed. */
function open(url: string, key: string, symbols: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { headers: { authorization: `Bearer ${key}` } });
    let seq = 0;
    socket.once("error", reject);
    socket.once("open", () => socket.send(JSON.stringify({ type: "subscribe", symbols, kinds: ["quote"] })));
    socket.on("message", (data) => {
      const at = epochMs();
      const message = JSON.parse(String(data));
      if (message.type === "snapshot") {
        if (seq > 0) gaps++;
        resolve();
      } else if (message.type === "ticks") {
        if (message.after !== seq) gaps++;
        told += message.ticks.length;
        for (const tick of message.ticks)
          if (delaysMs.length < MAX_DELAYS) delaysMs.push(at - sentAtMs(tick.fact));
      } else return;
      seq = message.seq;
    });
  });
}

/** The bench writes the moment of sending into the sizes, in seconds and microseconds: instants hold only ms. */
const sentAtMs = ({ bidSize, askSize }: { bidSize: number; askSize: number }) =>
  bidSize * 1_000 + askSize / 1_000;

process.on("message", async (message: Asked) => {
  if (message.ask === "open") {
    for (let index = 0; index < message.count; index++)
      await open(message.url, message.key, message.symbolsOf[index % message.symbolsOf.length] ?? []);
    answer({ answer: "opened" });
  } else {
    answer({ answer: "reported", delaysMs, told, gaps });
    delaysMs = [];
    told = 0;
  }
});
