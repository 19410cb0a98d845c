import { VendorError } from "../../collector.ts";
import { VendorDoor, type VendorDoorOptions } from "../vendor-call/index.ts";
import { HOSTS } from "./client.ts";

/** The account's host, asked for one thing only: who an instrument is. */
const HOST = "paper-api.alpaca.markets";

export interface AssetsOptions extends Omit<VendorDoorOptions, "baseUrl" | "ownHosts" | "headers"> {
  keyId: string;
  secretKey: string;
  /** Where market data comes from; at Alpaca itself the list of assets is at another host, elsewhere at the same. */
  dataUrl: string;
}

/** Alpaca's list of what can be traded. It can be read and nothing else: the door's `getJson` is all there is. */
export class Assets {
  readonly #door: VendorDoor;

  constructor({ keyId, secretKey, dataUrl, ...options }: AssetsOptions) {
    const isOwn = new URL(dataUrl).host === HOSTS.data;
    this.#door = new VendorDoor({
      ...options,
      baseUrl: isOwn ? `https://${HOST}` : dataUrl,
      ownHosts: [HOST],
      headers: () => ({ "APCA-API-KEY-ID": keyId, "APCA-API-SECRET-KEY": secretKey }),
    });
  }

  /** @returns null where Alpaca does not know the name. @throws VendorError */
  async find(name: string, signal: AbortSignal): Promise<unknown> {
    try {
      return await this.#door.getJson(`/v2/assets/${encodeURIComponent(name)}`, {}, signal);
    } catch (error) {
      if (error instanceof VendorError && error.fault === "not-found") return null;
      throw error;
    }
  }
}
