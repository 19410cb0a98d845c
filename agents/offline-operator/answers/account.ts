import type { z } from "zod";
import {
  ApprovalList,
  FillList,
  HealthResult,
  OrderList,
  PortfolioResult,
  type Position,
  PositionList,
} from "../planning/tool-results.ts";
import { dollars, gain, minute, plural, table } from "./format.ts";
import { named } from "./market.ts";
import { hint, paragraphs, toldBy, type Wording } from "./wording.ts";

const PAPER = "PAPER account";

const positionTable = (positions: readonly Position[]) =>
  table(
    ["Symbol", "Quantity", "Average cost", "Mark", "Value", "Unrealised", "Data"],
    positions.map((row) => [
      row.symbol,
      row.quantity,
      dollars(row.averageCost),
      dollars(row.markPrice),
      dollars(row.marketValue),
      gain(row.unrealisedPnl),
      row.source,
    ]),
  );

const isHeld = ({ quantity }: Pick<Position, "quantity">) => Number(quantity) !== 0;

const portfolio: Wording = ({ slots: { aspect } }, progress) =>
  toldBy(progress, "get_portfolio", PortfolioResult, (found) => {
    const held = found.positions.filter(isHeld);
    const state = found.tradingState === "ACTIVE" ? "" : ` Trading is **${found.tradingState}**.`;
    const data = `${PAPER}, ${found.source} prices, ${minute(found.asOf)}`;
    if (aspect === "cash")
      return `**${dollars(found.cash)}** in cash, of which ${dollars(found.buyingPower)} is free to buy with; ${dollars(found.reserved)} is promised to open orders (${data}).${state}`;
    if (aspect === "pnl")
      return paragraphs(
        `**${gain(found.dayPnl)}** today, on an equity of ${dollars(found.equity)} (${data}).${state}`,
        held.length > 0 && positionTable(held),
      );
    if (aspect === "exposure")
      return paragraphs(
        `Exposure is ${dollars(found.grossExposure)} gross, ${dollars(found.netExposure)} net, on an equity of ${dollars(found.equity)} (${data}).${state}`,
        held.length > 0 && positionTable(held),
      );
    return paragraphs(
      `The account is worth **${dollars(found.equity)}**, ${gain(found.dayPnl)} today: ${dollars(found.cash)} in cash, ${dollars(found.grossExposure)} invested, ${dollars(found.buyingPower)} free to buy with (${data}).${state}`,
      held.length > 0 ? positionTable(held) : "Nothing is held.",
    );
  });

const positions: Wording = ({ slots: { symbols } }, progress) =>
  toldBy(progress, "list_positions", PositionList, ({ positions: all }) => {
    const held = all.filter(isHeld);
    const wanted = symbols ? held.filter(({ symbol }) => symbols.includes(symbol)) : held;
    if (wanted.length > 0) return paragraphs(`Held on the ${PAPER}:`, positionTable(wanted));
    if (symbols)
      return `The ${PAPER} holds no ${symbols.map(named).join(" and no ")}.${held.length > 0 ? ` It holds ${held.map(({ symbol }) => symbol).join(", ")}.` : ""}`;
    return paragraphs(
      `Nothing is held: the ${PAPER} is all cash.`,
      hint("`buy $500 of Apple` would propose a first position."),
    );
  });

const orders: Wording = ({ slots: { symbols, status } }, progress) =>
  toldBy(progress, "list_orders", OrderList, ({ orders: found }) => {
    const which = `${status === "open" ? "open " : status === "closed" ? "closed " : ""}orders${symbols?.[0] ? ` in ${named(symbols[0])}` : ""}`;
    if (found.length === 0)
      return paragraphs(
        `There are no ${which}.`,
        hint("A proposal that still waits for people is no order yet: ask `what is waiting for approval`."),
      );
    return paragraphs(`${capital(which)} on the ${PAPER}, newest first:`, orderTable(found));
  });

const orderTable = (rows: z.infer<typeof OrderList>["orders"]) =>
  table(
    ["Placed", "Order", "Limit", "State", "Filled", "Data"],
    rows.map((order) => [
      minute(order.createdAt),
      `${order.side} ${order.quantity} ${order.symbol}`,
      dollars(order.limitPrice),
      order.state,
      order.averageFillPrice
        ? `${order.filledQuantity} at ${dollars(order.averageFillPrice)}`
        : order.filledQuantity,
      order.source,
    ]),
  );

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const fills: Wording = ({ slots: { symbols } }, progress) =>
  toldBy(progress, "list_fills", FillList, ({ fills: found }) => {
    const where = symbols?.[0] ? ` in ${named(symbols[0])}` : "";
    if (found.length === 0) return `Nothing has traded${where} yet on the ${PAPER}.`;
    const rows = found.map((fill) => [
      minute(fill.filledAt),
      `${fill.side} ${fill.quantity} ${fill.symbol}`,
      dollars(fill.price),
      dollars(fill.fee),
      fill.source,
    ]);
    return paragraphs(
      `Trades${where} on the ${PAPER}, newest first:`,
      table(["When", "Trade", "Price", "Fee", "Data"], rows),
    );
  });

/** How many of the people needed said yes, and who they are. */
export function votesOf(votes: readonly { approver: string; decision: string }[], needs: number): string {
  const yes = votes.filter(({ decision }) => decision === "approve").map(({ approver }) => approver);
  return `${yes.length} of ${needs}${yes.length > 0 ? ` (${yes.join(", ")})` : ""}`;
}

/** Orders that wait for people, or were decided. */
export const approvalTable = (rows: z.infer<typeof ApprovalList>["approvals"]): string =>
  table(
    ["Order", "At worst", "Asked by", "Approvals", "State", "Expires"],
    rows.map((row) => [
      `${row.side} ${row.quantity} ${row.symbol}`,
      dollars(row.worstNotional),
      row.requestedBy,
      votesOf(row.votes, row.needs),
      row.status,
      minute(row.expiresAt),
    ]),
  );

const approvals: Wording = ({ slots: { status } }, progress) =>
  toldBy(progress, "list_approvals", ApprovalList, ({ approvals: found }) => {
    if (found.length === 0)
      return status === "all" ? "Nothing has ever waited for approval." : "Nothing is waiting for approval.";
    return paragraphs(
      `${plural(found.length, "order")} on the ${PAPER}${status === "all" ? "" : ` ${found.length === 1 ? "waits" : "wait"} for people`}:`,
      approvalTable(found),
      "People decide on the Approvals page or on the card in Slack; I cannot, and whoever asked for an order cannot approve it.",
    );
  });

const health: Wording = (_request, progress) =>
  toldBy(progress, "health", HealthResult, ({ status, checks }) => {
    const faults = checks.filter((check) => check.status !== "ok");
    const head =
      status === "ok"
        ? "The desk is well; every check passes."
        : `The desk reports **${status}**: ${faults.map(({ name, detail }) => `${name} (${detail})`).join("; ")}.`;
    return paragraphs(
      head,
      table(
        ["Part", "Status", "Detail"],
        checks.map((check) => [check.name, check.status, check.detail]),
      ),
    );
  });

export const ACCOUNT_WORDINGS = { portfolio, positions, orders, fills, approvals, health };
