import { Alpaca } from "@alpacahq/alpaca-trade-api";
import { VendorError, type VendorFault } from "../../collector.ts";
import { trouble } from "../vendor-call/index.ts";
import { VENDOR } from "./telling.ts";

export const HOSTS = {
  data: "data.alpaca.markets",
  stream: "stream.data.alpaca.markets",
} as const;

export interface ClientOptions {
  keyId: string;
  secretKey: string;
  /** The way to the data host; it refuses every other. */
  fetch: typeof fetch;
}

interface Answer {
  raw: Response;
}

/** Numbers JavaScript cannot hold: a trade's id may have nineteen digits. */
const LONG_ID = /"i":\s*(\d{16,})/g;

/**
 * The market-data half of the official client: it knows paths and headers; limits, retries and the network are our
 * door's. Its trading half is let go of, so that nothing here could place an order.
 */
export class AlpacaClient {
  readonly marketData: Alpaca["marketData"];

  constructor({ keyId, secretKey, fetch }: ClientOptions) {
    const { marketData } = new Alpaca({
      keyId,
      secret: secretKey,
      paper: true,
      retry: false,
      rateLimit: false,
      timeoutMs: 0,
      fetchApi: fetch,
    });
    this.marketData = marketData;
  }

  /** One question, its answer as plain JSON. @throws VendorError */
  async ask(run: () => Promise<Answer>): Promise<unknown> {
    let text: string;
    try {
      text = await (await run()).raw.text();
    } catch (error) {
      throw vendorErrorOf(error);
    }
    return parsed(text);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(LONG_ID, '"i":"$1"'));
  } catch {
    const isPage = text.trimStart().startsWith("<");
    throw isPage
      ? trouble(VENDOR, "malformed", "Alpaca sent a web page where JSON was asked for.")
      : trouble(VENDOR, "truncated", `Alpaca's answer is no whole JSON, after ${text.length} characters.`);
  }
}

const FAULTS: Readonly<Record<number, VendorFault>> = {
  401: "unauthorised",
  403: "forbidden",
  404: "not-found",
};

/** The door's error where it is inside the client's, otherwise what the status means. */
function vendorErrorOf(error: unknown): VendorError {
  for (let step: unknown = error; step instanceof Error; step = step.cause)
    if (step instanceof VendorError) return step;
  const status = error instanceof Error && "status" in error ? Number(error.status) : Number.NaN;
  if (!Number.isFinite(status) || status < 400)
    return trouble(VENDOR, "malformed", "Alpaca's answer cannot be read by its client.");
  const words = error instanceof Error ? error.message.replaceAll(/\s+/g, " ").slice(0, 200) : "";
  // A key of the wrong kind is answered with 403 "forbidden." and nothing else.
  const fault =
    status === 403 && /^forbidden\.?$/i.test(words) ? "unauthorised" : (FAULTS[status] ?? "bad-request");
  return trouble(VENDOR, fault, `Alpaca answered ${status}: ${words.replace(/\.$/, "")}.`);
}
