/** Characters that are not seen but change what is: controls, zero-width, bidi, tags, variation selectors. */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu;
const LINK =
  /<?(?:[a-z][a-z\d+.-]*:\/\/|www\.|mailto:)[^\s<>]*>?|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\/[^\s<>]*/gi;
const MENTION = /<[!@#][^<>]*>|@(?:here|channel|everyone)\b/gi;

/** Text somebody else wrote, as one line of visible words without links or calls to people, cut at `max`. */
export function visibleText(text: string, max: number): string {
  const plain = text
    .normalize("NFC")
    .replace(/\s+/gu, " ")
    .replace(INVISIBLE, "")
    .replace(LINK, "[link]")
    .replace(MENTION, "[mention]")
    .trim();
  const characters = [...plain];
  return characters.length > max ? `${characters.slice(0, max - 1).join("")}…` : plain;
}
