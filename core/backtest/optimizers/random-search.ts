import { randomOf } from "#core/market-data";
import { keyOf, type Lattice, type Point } from "./lattice.ts";
import { type PointSource, type SearchFacts, takeEach } from "./point-source.ts";

/** Draws without a new point after which the space counts as used up. */
const MAX_IDLE_DRAWS = 20_000;

/** Points drawn evenly from the space, none twice: the honest baseline every other method has to beat. */
export function randomSearch(facts: SearchFacts): PointSource {
  const random = randomOf(`${facts.seed}|random`);
  const listed = facts.lattice.listed();
  const stream = listed ? shuffled(listed, random) : drawn(facts.lattice, random);
  // Always the same stream; what is taken is passed over, so it goes on where the told trials end.
  const nextOne = () => {
    for (let drawn = stream.next(); !drawn.done; drawn = stream.next())
      if (!facts.record.isTaken(drawn.value)) return drawn.value;
    return null;
  };
  return { next: (count) => takeEach(facts, count, nextOne) };
}

function* shuffled(listed: readonly Point[], random: () => number): Generator<Point, void> {
  const left = [...listed];
  while (left.length > 0) {
    const at = Math.floor(random() * left.length);
    const last = left.length - 1;
    const point = left[at] as Point;
    left[at] = left[last] as Point;
    left.length = last;
    yield point;
  }
}

function* drawn(lattice: Lattice, random: () => number): Generator<Point, void> {
  const seen = new Set<string>();
  for (let idle = 0; idle < MAX_IDLE_DRAWS; idle += 1) {
    const point = lattice.draw(random);
    if (seen.has(keyOf(point)) || !lattice.isFeasible(point)) continue;
    seen.add(keyOf(point));
    idle = 0;
    yield point;
  }
}
