import { trouble } from "./troubles.ts";

export interface HostRule {
  vendor: string;
  baseUrl: string;
  /** The vendor's own hosts. */
  ownHosts: readonly string[];
}

/**
 * Where a request really goes. With a vendor's own base address, its own hosts are reached over TLS as they are; with
 * another one, a stand-in say, all of them are found there.
 *
 * @throws VendorError for any other host: a key is shown to nobody else
 */
export function addressOf({ vendor, baseUrl, ownHosts }: HostRule, asked: URL): URL {
  const base = new URL(baseUrl);
  if (asked.origin === base.origin) return asked;
  const isOwn = asked.protocol === "https:" && ownHosts.includes(asked.host);
  if (!isOwn)
    throw trouble(vendor, "bad-request", `${asked.host} is no host of ${vendor}.`, {
      why: "Requests with its key go nowhere else.",
    });
  if (ownHosts.includes(base.host)) return asked;
  const moved = new URL(asked);
  moved.protocol = base.protocol;
  moved.host = base.host;
  return moved;
}
