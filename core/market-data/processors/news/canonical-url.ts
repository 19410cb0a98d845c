/** Query fields that say how a reader came, not what is read. */
const TRACKING =
  /^(utm_\w+|at_\w+|mc_[ce]id|mkt_tok|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|yclid|igshid|ocid|cmpid|ncid|guc\w+|soc_src|soc_trk|ref|ref_src|referrer|source|src|smid|smtyp|partner|taid|cid|ito|xtor|siteid|yptr|amp|outputtype|__twitter_impression)$/i;
/** Subdomains of the same pages for small screens and caches. */
const SMALL_SCREEN = /^(www\d?|m|mobile|amp)\./;
const AMP_CACHE = /^(?:https?:\/\/)?(?:www\.)?google\.[a-z.]+\/amp\/(?:s\/)?(.+)$/i;
const CDN_CACHE = /^https?:\/\/[\w-]+\.cdn\.ampproject\.org\/[a-z]\/(?:s\/)?(.+)$/i;

/**
 * One address for all the ways to the same page: https, host in small letters without www, mobile and AMP forms, without
 * tracking fields, fragment, index page and closing slash; other query fields sorted.
 *
 * @returns null for what is no address on the web
 */
export function canonicalUrl(address: string): string | null {
  const cached = AMP_CACHE.exec(address.trim())?.[1] ?? CDN_CACHE.exec(address.trim())?.[1];
  const text = cached === undefined ? address.trim() : `https://${cached}`;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  const host = url.hostname.replace(/\.$/, "").replace(SMALL_SCREEN, "");
  const port = url.port === "" ? "" : `:${url.port}`;
  const query = [...url.searchParams]
    .filter(([name]) => !TRACKING.test(name))
    .sort(([a, one], [b, other]) => (a === b ? (one < other ? -1 : 1) : a < b ? -1 : 1));
  const fields = new URLSearchParams(query).toString();
  return `https://${host}${port}${pathOf(url.pathname)}${fields === "" ? "" : `?${fields}`}`;
}

function pathOf(path: string): string {
  const plain = path
    .replace(/\/{2,}/g, "/")
    .replace(/^\/amp(?=\/)/i, "")
    .replace(/(\/amp|\.amp)(?=\/?$)/i, "")
    .replace(/\.amp(?=\.html?$)/i, "")
    .replace(/\/index\.(html?|php)$/i, "/")
    .replace(/\/+$/, "");
  return plain === "" ? "/" : plain;
}
