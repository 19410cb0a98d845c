/** One stay below a high, by positions in the equity curve. */
export interface DrawdownSpell {
  /** Deepest fall from the high, as a fraction of it, > 0. */
  depth: number;
  /** The high it began at; the latest bar there, when the account stood at it for several. */
  peakBar: number;
  /** The first bar of the deepest value. */
  troughBar: number;
  /** The first bar at the old high or above; null while it is still below. */
  recoveredBar: number | null;
}

/**
 * All stays of an equity curve below its running high, oldest first. A curve that never fell has none.
 *
 * @param equity account value at each bar close, the start value first, all > 0
 */
export function drawdownSpells(equity: Float64Array): DrawdownSpell[] {
  const spells: DrawdownSpell[] = [];
  let peakBar = 0;
  let open: DrawdownSpell | null = null;
  for (let bar = 1; bar < equity.length; bar++) {
    const value = equity[bar] as number;
    const peak = equity[peakBar] as number;
    if (value >= peak) {
      if (open) open.recoveredBar = bar;
      open = null;
      peakBar = bar;
      continue;
    }
    const depth = (peak - value) / peak;
    if (!open) {
      open = { depth, peakBar, troughBar: bar, recoveredBar: null };
      spells.push(open);
    } else if (depth > open.depth) {
      open.depth = depth;
      open.troughBar = bar;
    }
  }
  return spells;
}

/** The deepest stay below a high, the first of equals; null for a curve that never fell. */
export function deepestSpell(equity: Float64Array): DrawdownSpell | null {
  return drawdownSpells(equity).reduce<DrawdownSpell | null>(
    (deepest, spell) => (deepest && deepest.depth >= spell.depth ? deepest : spell),
    null,
  );
}
