/** What arrived, by kind: "1,200 bars, 3 actions"; kinds of which nothing came are left out. */
export function countWords(counts: Record<string, number>): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return some.length === 0
    ? "nothing new"
    : some.map(([kind, count]) => `${count.toLocaleString("en-US")} ${kind}`).join(", ");
}
