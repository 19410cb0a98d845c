/** Small words that tell a language; of each, two make it that language. */
const SMALL_WORDS: Readonly<Record<string, string>> = {
  German:
    "ich du wir mir mich der das und ist sind nicht kein keine bitte wie wieviel viel kannst kaufe kauf verkaufe verkaufen kaufen meine mein aktie aktien heute gerade zeig zeige kostet steht warum auf für",
  Spanish:
    "el los las una por favor cuanto cuánto vale cuesta hoy mis mi que qué como cómo está esta compra comprar vende vender acciones muestra muéstrame muestrame quiero precio tengo hola de",
  French:
    "le les un une est quel quelle prix du des mes mon montre moi combien vaut achète achete acheter vendre vends aujourd hui actions pourquoi bonjour je veux plaît plait s'il nous de",
};
const SETS = Object.entries(SMALL_WORDS).map(
  ([language, words]) => [language, new Set(words.split(" "))] as const,
);

/** The language a text is in when it is not English; "another" for letters that are not ours. */
export function foreignLanguageOf(text: string): string | undefined {
  if ((text.match(/\p{L}/gu) ?? []).filter((letter) => letter > "ɏ").length > 2) return "another";
  const words = text.toLowerCase().match(/[\p{L}']+/gu) ?? [];
  const hits = SETS.map(([language, set]) => ({
    language,
    count: words.filter((word) => set.has(word)).length,
  }));
  const best = hits.sort((a, b) => b.count - a.count)[0];
  return best && best.count >= 2 && best.count * 4 >= words.length ? best.language : undefined;
}
