import type { VendorFault } from "../../../collector.ts";

/** Errors after which connecting again would only be refused again. */
export const LASTING: Readonly<Record<string, { fault: VendorFault; why: string }>> = {
  "auth failed": { fault: "unauthorised", why: "Alpaca does not accept the key." },
  "insufficient subscription": { fault: "forbidden", why: "The account's plan does not include this feed." },
  "v2 not enabled": { fault: "forbidden", why: "The account may not use this stream." },
  "symbol limit exceeded": {
    fault: "forbidden",
    why: "The plan allows fewer symbols on one line; the free one 30 of quotes and trades together.",
  },
};
