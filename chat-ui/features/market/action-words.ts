import type { AnnouncedAction } from "#core/model";
import { inWords, price } from "../../lib/formats.ts";

/** What an issuer does to its shares, in a few words. */
export function actionWords({ kind, ratio, amount, newSymbol }: AnnouncedAction): string {
  if (kind === "dividend") return `Dividend of ${price(amount)} a share`;
  if (kind === "split" && ratio !== null)
    return ratio >= 1 ? `Split, ${ratio} for 1` : `Reverse split, 1 for ${Number((1 / ratio).toFixed(4))}`;
  const target = newSymbol ? ` to ${newSymbol}` : "";
  const share = ratio === null ? "" : `, ${ratio} a share`;
  return `${inWords(kind)}${target}${share}`;
}
