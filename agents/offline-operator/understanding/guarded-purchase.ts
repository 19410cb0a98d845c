const OUT = String.raw`(?:bail(?: me)?(?: out)?|(?:get|take|stop|kick)(?: me)? out|(?:cut|dump|sell|close|exit)(?: it| them| the position| my losses?| out)?)`;
const FALLS = String.raw`(?:drops?|falls?|goes? down|is down|loses?|declines?|sinks?|slips?|dips?)`;
const WHAT = String.raw`(?:it|they|that|the (?:price|stock|share)|@[A-Z][A-Z0-9.]*)`;
const PURCHASE = String.raw`\b(?:buy|purchase|put|invest|get|grab|pick up|acquire)\b[^?;\n]*?`;

const GUARDED = new RegExp(
  String.raw`(?<buy>${PURCHASE})(?:,|\s)\s*(?:but |and |then |only )*${OUT} (?:if|when|once|should) ${WHAT} (?:ever |should )?${FALLS}(?: (?:by|more than|over|below|another))* (?<p>\d+(?:\.\d+)?)%(?: or more)?`,
);

/**
 * "Put 3k into MSFT but bail out if it drops 4 %": a purchase with a protective stop, in the words the grammar has for it.
 *
 * @param text normalised, with instruments as @SYMBOL
 */
export const asGuardedPurchase = (text: string): string =>
  text.replace(GUARDED, (_, buy: string, percent: string) => `${buy} with a stop ${percent}% below`);
