/** An address of the web, or null: a vendor's link may hold anything, also something a browser would run. */
export function webAddress(url: string | null): string | null {
  return url !== null && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null;
}
