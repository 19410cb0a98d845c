import type { Source } from "#core/model";

/**
 * What may be said of numbers from that address: only a vendor's own host over TLS tells a market; whatever answers
 * elsewhere, a stand-in or a proxy, is called simulated.
 *
 * @param ownHosts hosts of the vendor, such as "api.stlouisfed.org"
 */
export function sourceOf(
  baseUrl: string,
  ownHosts: readonly string[],
  real: "live" | "delayed" = "live",
): Source {
  const { protocol, host } = new URL(baseUrl);
  return protocol === "https:" && ownHosts.includes(host) ? real : "simulated";
}
