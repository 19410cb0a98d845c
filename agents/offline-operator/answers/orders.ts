import { type Leg, legsOf, TRACKERS } from "../planning/order-script.ts";
import { answerOf, type Progress } from "../planning/script.ts";
import { ProposalResult, VerdictResult } from "../planning/tool-results.ts";
import type { Request } from "../understanding/request.ts";
import { dollars, table, UNKNOWN } from "./format.ts";
import { hint, paragraphs, toldBy, type Wording } from "./wording.ts";

const order: Wording = (request, progress) => {
  const legs = legsOf(request, progress);
  if (legs.length === 0) return nothingToDo(request, progress);
  const told = legs.map((leg) => legWords(leg, progress));
  const verdicts = legs.flatMap((leg) => answerOf(progress, `judge-${leg.key}`, VerdictResult) ?? []);
  return paragraphs(trackerNote(request), ...told, stillStands(request, progress), nextStep(verdicts));
};

/** Everything was to be sold and nothing is held, or the portfolio could not be read. */
function nothingToDo(request: Request, progress: Progress): string {
  const failed = progress.call("portfolio")?.error;
  if (failed) return toldBy(progress, "portfolio", ProposalResult, () => "");
  return request.slots.side === "sell"
    ? "The PAPER account holds nothing, so there is nothing to sell. Nothing was proposed."
    : "I could not tell what to buy, so nothing was proposed.";
}

/** A changed size is a new proposal; nothing here takes back an old one. */
const stillStands = (request: Request, { focus }: Progress) =>
  request.leansOnContext &&
  focus.order?.proposalId !== undefined &&
  focus.order.slots.side === request.slots.side &&
  focus.order.slots.symbols?.[0] ===
    (TRACKERS[request.slots.symbols?.[0] ?? ""] ?? request.slots.symbols?.[0]) &&
  "This is a proposal of its own: the earlier one still stands.";

/** The index itself is no share: its tracker is bought instead, and that is said. */
const trackerNote = ({ slots: { symbols = [] } }: Request) =>
  symbols.some((symbol) => TRACKERS[symbol]) &&
  "The index itself cannot be bought: its sample prices end in 2020. I take **SPY**, its tracker in the simulated market.";

function legWords(leg: Leg, progress: Progress): string {
  if (leg.impossible) return `${leg.impossible} Nothing was proposed.`;
  return toldBy(progress, `propose-${leg.key}`, ProposalResult, (proposal) =>
    paragraphs(
      `**Proposed on PAPER: ${proposal.side} ${proposal.quantity} ${proposal.symbol}** ${termWords(proposal)}, at worst ${dollars(proposal.worstNotional)} (reference ${dollars(proposal.referencePrice)}, ${proposal.priceSource} price).`,
      toldBy(progress, `judge-${leg.key}`, VerdictResult, verdictWords),
    ),
  );
}

const LIVES: Readonly<Record<string, string>> = {
  gtc: ", good till canceled",
  ioc: ", immediate or cancel",
  fok: ", fill or kill",
  opg: ", in the opening auction",
  cls: ", in the closing auction",
};

/** Kind, prices and life of an order, as people say them. */
function termWords({ type, side, limitPrice, ...terms }: ProposalResult): string {
  const worst = `${side === "sell" ? "no less than" : "no more than"} ${dollars(limitPrice)}`;
  const { trail, stopPrice } = terms;
  const kind =
    type === "trailing-stop" && trail
      ? `as a stop trailing by ${trail.by === "percent" ? `${trail.amount} %` : dollars(trail.amount)}, at ${worst}`
      : stopPrice
        ? `as a stop at ${dollars(stopPrice)}, then at ${worst}`
        : type === "limit"
          ? `at a limit of ${dollars(limitPrice)}`
          : `at ${worst}`;
  const exits = [
    terms.takeProfit && `a target at ${dollars(terms.takeProfit.limitPrice)}`,
    terms.stopLoss && `a stop at ${dollars(terms.stopLoss.stopPrice)}`,
  ].filter(Boolean);
  const guarded = exits.length > 0 ? `, with ${exits.join(" and ")}` : "";
  return `${kind}${guarded}${LIVES[terms.timeInForce ?? ""] ?? ""}`;
}

/** Checks with what was measured and what is allowed. */
export const checkTable = (checks: VerdictResult["checks"]): string =>
  table(
    ["Check", "Is", "Limit", "Why"],
    checks.map(({ id, name, figure, limit, unit, reason }) => [
      `\`${id}\` ${name}`,
      unit === "USD" ? dollars(figure) : (figure ?? UNKNOWN),
      unit === "USD" ? dollars(limit) : (limit ?? UNKNOWN),
      reason,
    ]),
  );

/** The gates' answer, with the figures it rests on. */
export function verdictWords(verdict: VerdictResult): string {
  const { decision, approvalsNeeded, checkCount, checks } = verdict;
  const reasons = checks.length > 0 && checkTable(checks);
  if (decision === "cleared")
    return `All ${checkCount} checks passed and it is small enough to need nobody else, so it is on its way.`;
  if (decision === "refused") return paragraphs("**The gates refused it**, so nothing is sent:", reasons);
  const who = approvalsNeeded === 1 ? "one other person" : "two other people";
  return paragraphs(
    `No check refused it. **It waits for ${who} to approve**; whoever asked cannot.`,
    reasons,
  );
}

function nextStep(verdicts: readonly VerdictResult[]): string | false {
  if (verdicts.some(({ decision }) => decision === "needs-approval"))
    return hint(
      "It is on the Approvals page and expires there if nobody decides. Ask `has it been approved` to follow it.",
    );
  if (verdicts.some(({ decision }) => decision === "cleared"))
    return hint("Ask `why did we do that` for the whole chain, or `show my positions`.");
  return (
    verdicts.some(({ decision }) => decision === "refused") &&
    hint("`what are my limits` shows every figure; a smaller size, such as `half of that`, may fit.")
  );
}

export const ORDER_WORDINGS = { order };
