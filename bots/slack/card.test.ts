import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockFaults } from "../../stand-ins/slack/block-kit.ts";
import { renderCard } from "./card.ts";
import { aCard, aCheck, aVote, type CardWish } from "./testing/a-card.ts";

const render = (wish: CardWish = {}, webUrl: string | null = null) => renderCard(aCard(wish), webUrl);
const mrkdwn = (text: string) => ({ type: "mrkdwn", text, verbatim: true });
const plain = (text: string) => ({ type: "plain_text", text, emoji: false });
/** The card's words without its structure. */
const words = (wish: CardWish) => JSON.stringify(render(wish).blocks);

describe("an approval's card", () => {
  it("shows the grounds a person decides on", () => {
    expect(render({}, "https://desk.example")).toEqual({
      text: "Buy 110 AAPL · Apple, at worst $11,055.00, account paper (SIM, no real money). Waiting for approval: 0 of 2. Decide by 2026-11-24 15:05:00 UTC.",
      blocks: [
        { type: "header", text: plain("Buy 110 AAPL · Apple") },
        {
          type: "section",
          text: mrkdwn(
            "*Waiting for approval: 0 of 2.* Decide by <!date^1795532700^{date_short_pretty} {time_secs}|2026-11-24 15:05:00 UTC>.",
          ),
        },
        {
          type: "section",
          fields: [
            mrkdwn("Worst notional\n*$11,055.00*"),
            mrkdwn("Share of equity\n11.06%"),
            mrkdwn("Account\npaper (SIM, no real money)"),
            mrkdwn("Reference price\n$100.00 (simulated data)"),
            mrkdwn("Type\nMarket, at most $100.50, for the day"),
            mrkdwn("Asked by\nTess via the decision agent"),
          ],
        },
        {
          type: "section",
          text: mrkdwn(
            "*Risk checks:* 1 of 2 passed, 1 asks for people\n• Approval threshold (C45): Above 10000.00 USD 2 other people must approve.",
          ),
        },
        { type: "context", elements: [mrkdwn("Rationale, written by the assistant; may be wrong:")] },
        { type: "section", text: plain("The 20-day average crossed the 50-day average.") },
        {
          type: "actions",
          block_id: "decision",
          elements: [
            {
              type: "button",
              action_id: "approve_order",
              style: "primary",
              value: "apr_1",
              text: plain("Approve: buy 110 AAPL"),
            },
            {
              type: "button",
              action_id: "decline_order",
              style: "danger",
              value: "apr_1",
              text: plain("Decline"),
            },
          ],
        },
        {
          type: "context",
          elements: [
            mrkdwn("Order ab12cd34 · limits version 3 · <https://desk.example/approvals|Open in the app>"),
          ],
        },
      ],
    });
  });

  it("is the same to the byte for the same facts", () => {
    expect(JSON.stringify(render())).toBe(JSON.stringify(render()));
  });

  it("marks LIVE, and asks again before real money is approved", () => {
    const live = words({ terms: { environment: "live" } });
    expect(live).toContain("paper (LIVE, real money)");
    expect(live).toContain('"confirm":{"title":{"type":"plain_text","text":"Real money"}');
    expect(words({})).not.toContain("confirm");
  });

  it("is approved in the app where the quantity is typed, and only declined in Slack", () => {
    const wish = { approval: { typed: true } };
    const open = JSON.stringify(
      render(wish, "https://desk.example").blocks.find(({ type }) => type === "actions"),
    );
    expect(open).toContain('"url":"https://desk.example/approvals"');
    expect(open).toContain("Approve in the app");
    expect(open).toContain("decline_order");
    for (const shown of [open, words(wish)]) expect(shown).not.toContain("approve_order");
    expect(render(wish).text).toContain("Whoever approves types the quantity, in the app.");
  });

  it("says which role is wanted, and that others were told", () => {
    const told = { requiredRole: "risk-admin", escalateTo: "admin", escalatedAt: "2026-11-24T15:03:00.000Z" };
    expect(render({ approval: told as CardWish["approval"] }).text).toContain(
      "Only a risk-admin or higher may approve. Nobody had answered, so every admin or higher was told.",
    );
  });

  it("names the seat a delegate voted from", () => {
    const vote = { ...aVote("per_ada"), onBehalfOf: "per_ben" };
    expect(words({ approval: { approvals: [vote] } })).toContain("✓ Ada for Ben approved in Slack");
  });

  it("names who voted, how and when, and counts them", () => {
    const card = render({ approval: { approvals: [aVote("per_ada")] } });
    expect(card.text).toContain("Waiting for approval: 1 of 2.");
    expect(JSON.stringify(card.blocks)).toContain("✓ Ada approved in Slack, <!date^1795532460^");
  });

  it("says that text from outside is among the causes", () => {
    expect(words({ proposal: { tainted: true } })).toContain("Text from outside is among the causes");
  });

  it.each<[string, CardWish, string]>([
    [
      "approved",
      { approval: { status: "approved", approvals: [aVote("per_ada"), aVote("per_ben")] } },
      "Approved by Ada and Ben.",
    ],
    [
      "declined",
      { approval: { status: "declined", approvals: [aVote("per_ada", "decline", "too large")] } },
      "Declined by Ada. too large",
    ],
    [
      "expired",
      { approval: { status: "expired", reason: "Nobody decided in time." } },
      "Expired. Nobody decided in time.",
    ],
    [
      "void",
      { approval: { status: "void", reason: "Trading was halted: odd fills" } },
      "Void, nothing was sent. Trading was halted: odd fills",
    ],
    ["placed", { order: {} }, "Approved and placed, being sent."],
    [
      "unknown",
      { order: { state: "unknown" } },
      "Sent, answer missing. The broker is being asked; nothing is sent twice.",
    ],
    [
      "partially filled",
      {
        order: { state: "partially-filled", filledQuantity: "40", averageFillPrice: "100.02" },
        fills: [{ quantity: "40" }],
      },
      "Partially filled: 40 of 110 at $100.02. Fee $1.10, 1 fill, simulated.",
    ],
    [
      "filled",
      {
        order: { state: "filled", filledQuantity: "110", averageFillPrice: "100.02" },
        fills: [{ quantity: "60" }, { quantity: "50" }],
      },
      "Filled: 110 at $100.02. 2 fills, simulated.",
    ],
    [
      "rejected",
      { order: { state: "rejected", reason: "no such <asset>" } },
      "Rejected by the broker. no such &lt;asset&gt;",
    ],
    [
      "cancelled in part",
      { order: { state: "canceled", filledQuantity: "40", averageFillPrice: "100" } },
      "Cancelled after 40 of 110 at $100.00.",
    ],
  ])("tells in its text when the order is %s, and then has no buttons", (_state, wish, told) => {
    const closed = { ...wish, approval: { status: "approved" as const, ...wish.approval } };
    expect(render(closed).text).toContain(told);
    expect(words(closed)).not.toContain('"button"');
  });
});

describe("the checks on a card", () => {
  it("name what is close to its limit, and from four lines on count the rest", () => {
    const close = aCheck({ id: "C19", name: "position size", figure: "18000.00", limit: "20000.00" });
    const checks = [close, ...["C20", "C23", "C24", "C25"].map((id) => ({ ...close, id }))];
    expect(words({ checks })).toContain("Position size (C19): close to its limit, $18,000.00 of $20,000.00");
    expect(words({ checks })).toContain("• and 2 more, in the app");
  });

  it("leave out what is far from its limit, and a market order's own room", () => {
    expect(
      words({ checks: [aCheck(), aCheck({ id: "C11", figure: "0.5 %", limit: "0.5 %", unit: "% of x" })] }),
    ).not.toContain("close to");
  });
});

describe("what others wrote on a card", () => {
  const rationale = (text: string) => words({ proposal: { rationale: text } });

  it.each([
    ["a link with another label", "<https://evil.example|Approve here>", /evil/],
    ["a bare link", "see https://evil.example/x and www.evil.example", /evil/],
    ["a call to everybody", "<!channel> @here <@U123>", /<|@here|U123/],
    ["a zero-width space", "sa\u200bfe", /\u200b/],
    ["a right-to-left override", "\u202eevas", /\u202e/],
    ["a hidden tag", "ok\u{e0041}\u{e0042}", /\u{e0041}/u],
    ["a new block", "fine\n\n*Approved by Ada*\n> ok", /\\n/],
  ])("shows no %s", (_attack, text, trace) => {
    const shown = JSON.stringify(render({ proposal: { rationale: text } }).blocks.at(5));
    expect(shown).toContain("plain_text");
    expect(shown).not.toMatch(trace);
  });

  it("is cut at 600 characters", () => {
    expect(rationale(`${"a".repeat(599)}bc`)).toContain(`${"a".repeat(599)}…`);
    expect(rationale("a".repeat(600))).toContain("a".repeat(600));
  });

  it("cannot format or mention from a person's or company's name", () => {
    const shown = words({
      company: "Evil & <Sons>",
      names: { per_tess: "*Tess* <!here> ~x~", per_ada: "Ada" },
    });
    expect(shown).toContain("Asked by\\nTess [mention] x via the decision agent");
  });

  it("whatever it is, keeps to Block Kit's limits and leaves no markup in mrkdwn", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 700 });
    fc.assert(
      fc.property(text, text, text, (rationaleText, name, reason) => {
        const card = render({
          proposal: { rationale: rationaleText, tainted: true },
          company: name,
          names: { per_tess: name, per_ada: name },
          approval: { status: "declined", reason, approvals: [aVote("per_ada", "decline", reason)] },
          checks: Array.from({ length: 25 }, (_, index) =>
            aCheck({ id: `C${index}`, name, outcome: "approve", reason }),
          ),
        });
        expect(blockFaults(card.blocks)).toEqual([]);
        const marked = JSON.stringify(card.blocks).replaceAll(/<!date\^\d+\^[^|<>]*\|[^<>]*>/g, "");
        expect(marked.replaceAll(/"plain_text","text":"(?:[^"\\]|\\.)*"/g, "")).not.toMatch(/[<>]/);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
