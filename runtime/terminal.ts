/** Columns a line may take. */
const WIDTH = 96;

/** Says one line, or several where it is too long; what follows the first is set in two columns further. */
export function say(line = ""): void {
  const margin = `${/^ */.exec(line)?.[0] ?? ""}  `;
  let rest = line;
  while (rest.length > WIDTH) {
    const cut = rest.lastIndexOf(" ", WIDTH);
    if (cut <= margin.length) break;
    process.stdout.write(`${rest.slice(0, cut)}\n`);
    rest = `${margin}${rest.slice(cut + 1)}`;
  }
  process.stdout.write(`${rest}\n`);
}
