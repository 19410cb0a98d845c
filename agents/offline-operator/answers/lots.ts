import { ControlsResult, LotsResult } from "../planning/risk-results.ts";
import { day, dollars, gain, plural, table } from "./format.ts";
import { hint, paragraphs, toldBy, type Wording } from "./wording.ts";

const MOST_CLOSINGS = 10;

const lots: Wording = ({ slots: { symbols } }, progress) =>
  toldBy(progress, "list_lots", LotsResult, ({ instruments }) =>
    instruments.every((one) => one.lots.length + one.closings.length === 0)
      ? `The PAPER account has no lots${symbols?.[0] ? ` in ${symbols[0]}` : ""}.`
      : paragraphs(
          ...instruments.map(lotWords),
          hint("Lots are first in, first out; a position's average cost may differ."),
        ),
  );

function lotWords({
  symbol,
  lots: open,
  closings,
  realisedPnl,
  fees,
}: (typeof LotsResult)["_output"]["instruments"][number]) {
  return paragraphs(
    `**${symbol}** on the PAPER account: ${plural(open.length, "open lot")}, realised ${gain(realisedPnl)} after ${dollars(fees)} of fees.`,
    open.length > 0 &&
      table(
        ["Opened", "Quantity", "Cost", "Unrealised"],
        open.map((lot) => [day(lot.openedAt), lot.quantity, dollars(lot.cost), gain(lot.unrealisedPnl)]),
      ),
    closings.length > 0 &&
      table(
        ["Opened", "Closed", "Quantity", "Cost", "Price", "Result"],
        closings
          .slice(0, MOST_CLOSINGS)
          .map((one) => [
            day(one.openedAt),
            day(one.closedAt),
            one.quantity,
            dollars(one.cost),
            dollars(one.price),
            gain(one.pnl),
          ]),
      ),
  );
}

const controls: Wording = (_request, progress) =>
  toldBy(progress, "list_controls", ControlsResult, ({ controls: all }) =>
    paragraphs(
      `The desk has ${plural(all.length, "control")}. An order passes when every one of them does:`,
      table(
        ["Control", "What must hold"],
        all.map(({ id, name, formula }) => [`\`${id}\` ${name}`, formula]),
      ),
      hint("`what are my limits` shows the figures in force and how much of each is used."),
    ),
  );

export const LOT_WORDINGS = { lots, controls };
