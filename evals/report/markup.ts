const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** Characters XML 1.0 cannot carry, unpaired surrogates included; attacks are full of them. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** Characters that are there and cannot be seen, or that turn the reading direction: a reader must see them. */
const INVISIBLE =
  /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;

/** Text for HTML and XML alike. What would be invisible is written out as ⟨U+…⟩. */
export const escapeMarkup = (text: string): string =>
  text
    .replace(FORBIDDEN, "\ufffd")
    .replace(INVISIBLE, (hidden) => `⟨U+${hidden.codePointAt(0)?.toString(16).toUpperCase()}⟩`)
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
