/** Days whose volume is averaged. */
export const VOLUME_DAYS = 20;

/** How long one position takes to sell. */
export interface LiquidityLine {
  symbol: string;
  quantity: number;
  /** Units traded a day on average over 20 days; null where fewer are known */
  averageVolume: number | null;
  /** Trading days at the given share of the volume; null where the volume is not known */
  days: number | null;
}

export interface Liquidity {
  participation: number;
  /** Slowest first; positions of unknown volume lead, since nothing is known of their end */
  positions: LiquidityLine[];
  /** Trading days until all is sold, each position side by side; null where one is not known */
  days: number | null;
}

/**
 * Trading days to get out of each position while being at most a share of each day's volume.
 *
 * @param participation share of the volume, above 0, at most 1
 */
export function liquidityHorizon(
  positions: readonly { symbol: string; quantity: number; volumes: Float64Array }[],
  participation: number,
): Liquidity {
  const lines = positions.map(({ symbol, quantity, volumes }) => {
    const averageVolume = averageOf(volumes);
    const days = averageVolume === null ? null : Math.abs(quantity) / (averageVolume * participation);
    return { symbol, quantity, averageVolume, days };
  });
  const slowness = ({ days }: LiquidityLine) => days ?? Number.POSITIVE_INFINITY;
  lines.sort((a, b) => (slowness(b) > slowness(a) ? 1 : slowness(b) < slowness(a) ? -1 : 0));
  return {
    participation,
    positions: lines,
    days: lines.some(({ days }) => days === null) ? null : (lines[0]?.days ?? 0),
  };
}

function averageOf(volumes: Float64Array): number | null {
  const recent = volumes.slice(-VOLUME_DAYS);
  const sum = recent.reduce((total, volume) => total + volume, 0);
  return recent.length < VOLUME_DAYS || sum <= 0 ? null : sum / VOLUME_DAYS;
}
