import { atMost, type Gate, passes } from "../gate.ts";
import { equityOf, holdingsAfter, isReducing, SECTOR } from "../order-facts.ts";
import { Doubt, percent, positiveNumber, present, shareOf, ZERO } from "../reading.ts";

/** A fund of the whole market is no bet on a sector. */
const NO_SECTOR = "Index";

/** C22. Exits pass. */
export const sectorExposure: Gate = {
  id: "C22",
  name: "sector exposure",
  unit: "of equity",
  formula:
    "Σ |positions| of the sector with open buys and this order ≤ maxSectorOfEquity × equity; whole-market funds are of no sector",
  limits: ["maxSectorOfEquity"],
  source: "LEAN MaximumSectorExposureRiskManagementModel",
  reason: "Names of one sector fall together, whatever their number.",
  measure(facts) {
    if (isReducing(facts)) return passes("The order shrinks a position.");
    const share = positiveNumber(present(facts.limits, "the limits").maxSectorOfEquity, "the limit");
    const { sector } = present(facts.instrument, "the instrument");
    if (typeof sector !== "string" || !SECTOR.test(sector)) throw new Doubt("the sector is not known");
    const equity = equityOf(facts);
    const sum = holdingsAfter(facts)
      .filter((holding) => holding.sector === sector)
      .reduce((total, { worst }) => total.plus(worst), ZERO);
    if (sector === NO_SECTOR) return passes("A fund of the whole market is of no sector.");
    return atMost(sum.lte(equity.times(share)), shareOf(sum, equity), percent(share), {
      pass: `${sector} stays within its limit.`,
      deny: (reached, allowed) => `${sector} could reach ${reached} of equity, more than ${allowed}.`,
    });
  },
};
