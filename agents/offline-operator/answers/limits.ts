import { LimitsResult } from "../planning/tool-results.ts";
import { dollars, percent, table } from "./format.ts";
import { paragraphs, toldBy, type Wording } from "./wording.ts";

/** Which lines and which bars answer a question about one kind of limit. */
const PARTS: Readonly<Record<string, { lines: readonly string[]; used: readonly string[] }>> = {
  approvals: { lines: ["approvals"], used: [] },
  order: { lines: ["order", "approvals"], used: [] },
  position: { lines: ["position"], used: ["maxPositionUsd"] },
  exposure: { lines: ["exposure"], used: ["maxGrossExposure", "maxNetExposure"] },
  loss: { lines: ["loss"], used: ["maxDailyLossOfEquity"] },
  price: { lines: ["price"], used: [] },
  rate: { lines: ["rate"], used: [] },
};

type Limits = LimitsResult["current"]["limits"];

const LINES: Readonly<Record<string, (limits: Limits) => string>> = {
  order: (l) =>
    `one order: at most ${dollars(l.maxOrderNotionalUsd)}, ${percent(Number(l.maxOrderNotionalOfEquity))} of equity and ${l.maxOrderQuantity} units`,
  position: (l) =>
    `one position: at most ${dollars(l.maxPositionUsd)} and ${percent(Number(l.maxPositionOfEquity))} of equity`,
  exposure: (l) => `exposure over equity: at most ${l.maxGrossExposure} gross and ${l.maxNetExposure} net`,
  loss: (l) => `loss of a day: opening orders stop at ${percent(Number(l.maxDailyLossOfEquity))} of equity`,
  approvals: (l) =>
    `approval: one other person above ${dollars(l.oneApprovalAboveUsd)}, two above ${dollars(l.twoApprovalsAboveUsd)}, and two for whatever rests on outside text`,
  price: (l) =>
    `price: at most ${percent(Number(l.priceCollarFraction))} from the reference, which may be ${l.maxQuoteAgeMs} ms old`,
  rate: (l) => `orders: at most ${l.maxOrdersPerMinute} a minute and ${l.maxOrdersPerDay} a day`,
};

const limits: Wording = ({ slots: { aspect = "" } }, progress) =>
  toldBy(
    progress,
    "get_limits",
    LimitsResult,
    ({ current, effective, tradingState, stateReason, utilisation }) => {
      const state = `Trading is **${tradingState}**${stateReason ? ` (${stateReason})` : ""}.`;
      if (aspect === "state") return state;
      const part = PARTS[aspect];
      const lines = Object.entries(LINES).filter(([name]) => !part || part.lines.includes(name));
      const used = utilisation
        .filter(({ limit }) => !part || part.used.includes(limit))
        .sort((a, b) => b.fraction - a.fraction)
        .slice(0, MOST_USED);
      return paragraphs(
        `${state} Limits version ${current.version}, PAPER account:`,
        lines.map(([, line]) => `- ${line(effective ?? current.limits)}`).join("\n"),
        !part && used[0] && closest(used[0]),
        used.length > 0 && usedTable(used),
        !part && "Anyone with the role may tighten them; loosening takes two risk-admins.",
      );
    },
  );

/** Limits shown with their use; the others are used less. */
const MOST_USED = 10;

const closest = ({ name, used, max, fraction, unit }: LimitsResult["utilisation"][number]) =>
  `Closest to its limit: **${name}**, ${unit === "USD" ? `${dollars(used)} of ${dollars(max)}` : `${used} of ${max}`} (${percent(fraction)}).`;

const usedTable = (rows: LimitsResult["utilisation"]) =>
  table(
    ["Limit", "Used", "Allowed", "Share"],
    rows.map(({ name, used, max, fraction, unit }) => {
      const amount = unit === "USD" ? dollars : (value: string) => value;
      return [name, amount(used), amount(max), percent(fraction)];
    }),
  );

export const LIMIT_WORDINGS = { limits };
