import type { Progress } from "../planning/next-action.ts";
import { dollars, gain, minute, percent, plural, table } from "./format.ts";

interface PositionRow {
  symbol: string;
  quantity: string;
  averageCost: string;
  markPrice: string;
  marketValue: string;
  unrealisedPnl: string;
  source: string;
}

interface PortfolioResult {
  account: string;
  environment: string;
  tradingState: string;
  cash: string;
  equity: string;
  dayPnl: string;
  grossExposure: string;
  buyingPower: string;
  positions: PositionRow[];
  source: string;
}

interface OrderRow {
  clientOrderId: string;
  terms: { symbol: string; side: string; quantity: string; limitPrice: string };
  state: string;
  filledQuantity: string;
  averageFillPrice: string | null;
  createdAt: string;
}

interface FillRow {
  symbol: string;
  side: string;
  quantity: string;
  price: string;
  fee: string;
  filledAt: string;
  source: string;
}

interface LimitsResult {
  current: { version: number; limits: Record<string, string | number>; setAt: string };
  tradingState: string;
  utilisation: { name: string; used: string; max: string; fraction: number }[];
}

const positionTable = (positions: readonly PositionRow[]) =>
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

function wordPortfolio({ results }: Progress): string {
  const found = results[0] as PortfolioResult;
  const state = found.tradingState === "ACTIVE" ? "" : ` Trading is **${found.tradingState}**.`;
  const summary = `The ${found.account} account (${found.environment}, ${found.source}) is worth **${dollars(found.equity)}**, ${gain(found.dayPnl)} today: ${dollars(found.cash)} in cash, ${dollars(found.grossExposure)} invested, ${dollars(found.buyingPower)} of buying power.${state}`;
  return found.positions.length === 0
    ? `${summary} Nothing is held.`
    : `${summary}\n\n${positionTable(found.positions)}`;
}

function wordPositions({ results }: Progress): string {
  const { positions } = results[0] as { positions: PositionRow[] };
  return positions.length === 0 ? "Nothing is held. The account is all cash." : positionTable(positions);
}

function wordOrders({ results }: Progress): string {
  const { orders } = results[0] as { orders: OrderRow[] };
  if (orders.length === 0) return "There are no orders.";
  const rows = orders.map(({ terms, state, filledQuantity, averageFillPrice, createdAt }) => [
    minute(createdAt),
    `${terms.side} ${terms.quantity} ${terms.symbol}`,
    state,
    averageFillPrice ? `${filledQuantity} at ${dollars(averageFillPrice)}` : filledQuantity,
  ]);
  return table(["Placed", "Order", "State", "Filled"], rows);
}

function wordFills({ results }: Progress): string {
  const { fills } = results[0] as { fills: FillRow[] };
  if (fills.length === 0) return "Nothing has traded yet.";
  const rows = fills.map((fill) => [
    minute(fill.filledAt),
    `${fill.side} ${fill.quantity} ${fill.symbol}`,
    dollars(fill.price),
    dollars(fill.fee),
    fill.source,
  ]);
  return table(["When", "Trade", "Price", "Fee", "Data"], rows);
}

function wordApprovals({ results }: Progress): string {
  const { approvals } = results[0] as {
    approvals: {
      request: { quorum: number; approvals: unknown[]; expiresAt: string };
      proposal: {
        symbol?: string;
        terms?: { side: string; quantity: string; symbol: string };
        side?: string;
        quantity?: string;
        worstNotional: string;
      };
    }[];
  };
  if (approvals.length === 0) return "Nothing is waiting for approval.";
  const rows = approvals.map(({ request, proposal }) => {
    const terms = proposal.terms ?? {
      side: proposal.side,
      quantity: proposal.quantity,
      symbol: proposal.symbol,
    };
    return [
      `${terms.side} ${terms.quantity} ${terms.symbol}`,
      dollars(proposal.worstNotional),
      `${request.approvals.length} of ${request.quorum}`,
      minute(request.expiresAt),
    ];
  });
  return `${plural(approvals.length, "order")} waiting for people; they decide on the Approvals page or in Slack.\n\n${table(["Order", "At worst", "Approvals", "Expires"], rows)}`;
}

function wordLimits({ results }: Progress): string {
  const { current, tradingState, utilisation } = results[0] as LimitsResult;
  const { limits } = current;
  const lines = [
    `Limits version ${current.version} is in force; trading is ${tradingState}.`,
    `- one order: at most ${dollars(limits.maxOrderNotionalUsd)} and ${limits.maxOrderQuantity} units`,
    `- one position: at most ${dollars(limits.maxPositionUsd)}`,
    `- approval: one other person above ${dollars(limits.oneApprovalAboveUsd)}, two above ${dollars(limits.twoApprovalsAboveUsd)}`,
    `- orders: at most ${limits.maxOrdersPerMinute} a minute and ${limits.maxOrdersPerDay} a day`,
  ];
  const rows = utilisation.map((use) => [
    use.name,
    dollars(use.used),
    dollars(use.max),
    percent(use.fraction),
  ]);
  return `${lines.join("\n")}\n\n${table(["Limit", "Used", "Allowed", "Share"], rows)}`;
}

function wordHealth({ results }: Progress): string {
  const { status, checks } = results[0] as {
    status: string;
    checks: { name: string; status: string; detail: string }[];
  };
  const head = status === "ok" ? "Everything is well." : `The desk reports **${status}**.`;
  return `${head}\n\n${table(
    ["Part", "Status", "Detail"],
    checks.map((check) => [check.name, check.status, check.detail]),
  )}`;
}

export const accountAnswers = {
  portfolio: wordPortfolio,
  positions: wordPositions,
  orders: wordOrders,
  fills: wordFills,
  approvals: wordApprovals,
  limits: wordLimits,
  health: wordHealth,
};
