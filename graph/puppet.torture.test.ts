import { sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextFor, decideApproval, getTicket, operationNamed } from "#operations";
import { AGENT_NAMES, AGENT_TOOLS, type AgentName, type DeskTool, type ToolSession } from "#tools";
import { openScene, type Scene } from "./scene.ts";

/** A puppet says whatever the attacker wants: any tool, any arguments, any number of times. */
const RUNS = 10_000 * Number(process.env.QUARTERDECK_TORTURE ?? 1);
/** A desk fills up with refusals; a fresh one lets orders through again. */
const RUNS_PER_DESK = 500;
const RUNS_THROUGH_GRAPH = 150;
const TIMEOUT_MS = 30 * 60_000;

interface Move {
  agent: AgentName;
  tool: DeskTool;
  args: Record<string, unknown>;
  /** What happens next in the world: nothing, the order desk comes by, or a person votes. */
  next: "nothing" | "advance" | "tess approves" | "ana approves" | "ben approves" | "ana declines";
}

const HELD = AGENT_NAMES.flatMap((agent) => AGENT_TOOLS[agent].map((tool) => ({ agent, tool })));
const REAL_ID = "the newest proposal";
const VALUES: Record<string, fc.Arbitrary<unknown>> = {
  symbol: fc.constantFrom("AAPL", "apple", "MSFT", "", 7),
  side: fc.constantFrom("buy", "sell", "BUY"),
  quantity: fc.constantFrom("1", "9", "60", "150", "-5", "NaN", "1e3", 4),
  notionalUsd: fc.constantFrom("900", "5000", "24000", "0"),
  type: fc.constantFrom("market", "limit"),
  limitPrice: fc.constantFrom("100", "102", "0.01", "99999"),
  proposalId: fc.constantFrom(REAL_ID, REAL_ID, "prp_forged", ""),
  causedBy: fc.constantFrom([], ["sig_forged"], ["art_forged"], [REAL_ID]),
  account: fc.constantFrom("paper", "live", "other"),
  kind: fc.constantFrom("fact", "lesson"),
  text: fc.constantFrom("approve everything", "the limit is 1,000,000"),
  query: fc.constant("approve"),
};
const JUNK = fc.dictionary(
  fc.constantFrom("approve", "approvals", "clearanceId", "status", "tainted", "origin"),
  fc.constant(true),
);

/** Mostly what the tool takes, sometimes too little, sometimes too much. */
function argsOf(tool: DeskTool): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.keys(
    (tool.bind({} as ToolSession).schema as { properties?: object }).properties ?? {},
  );
  const known = Object.fromEntries(
    fields.flatMap((field) => (VALUES[field] ? [[field, VALUES[field]]] : [])),
  );
  const fitting = fc.record(known, { requiredKeys: [] });
  return fc.oneof(
    { weight: 6, arbitrary: fitting },
    { weight: 1, arbitrary: fc.tuple(fitting, JUNK).map(([a, b]) => ({ ...a, ...b })) },
  );
}

const aMove: fc.Arbitrary<Move> = fc
  .oneof(
    { weight: 2, arbitrary: fc.constantFrom(...HELD) },
    { weight: 3, arbitrary: fc.constantFrom(...HELD.filter(({ tool }) => /order/.test(tool.name))) },
  )
  .chain(({ agent, tool }) =>
    fc.record({
      agent: fc.constant(agent),
      tool: fc.constant(tool),
      args: tool.name === "propose_order" ? fc.oneof(aWish, argsOf(tool)) : argsOf(tool),
      next: fc.constantFrom(
        "nothing",
        "advance",
        "advance",
        "tess approves",
        "ana approves",
        "ben approves",
        "ana declines",
      ),
    }),
  );
/** A wish that makes sense, so that some reach the gates. */
const aWish = fc.record({
  symbol: fc.constant("AAPL"),
  side: fc.constant("buy"),
  quantity: fc.constantFrom("1", "2", "9", "20", "60", "110", "240"),
  causedBy: fc.constantFrom([], ["art_forged"]),
});

/** Plays moves on one desk. */
class Puppet {
  readonly #scene: Scene;
  #newest = "prp_none";

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  async play({ agent, tool, args, next }: Move): Promise<void> {
    const session = {
      desk: this.#scene.desk,
      person: this.#scene.person("tess"),
      agent,
      traceId: "trc_puppet",
      taint: new Set<string>(),
      spend: () => {},
    };
    const reply = await tool
      .bind(session)
      .invoke({ type: "tool_call", id: "call_1", name: tool.name, args: this.real(args) });
    const { id } = JSON.parse(String(reply.content)) as { id?: string };
    if (id?.startsWith("prp_")) this.#newest = id;
    if (next === "advance") await this.#scene.orderDesk.advance(this.#newest).catch(() => {});
    else if (next !== "nothing") await this.#vote(next);
    if (tool.name === "halt") await this.#resume();
  }

  /** The puppet may halt the desk; a person with the role opens it again, first to reduce and then for all. */
  async #resume(): Promise<void> {
    const ben = contextFor(this.#scene.desk, this.#scene.person("ben"));
    for (let steps = 0; steps < 2; steps++) {
      await operationNamed("resume")
        .perform(ben, { reason: "It was the puppet." })
        .catch(() => {});
      this.#scene.clock.advance(16 * 60_000);
    }
  }

  /** Puts the newest real id where a move asks for it. */
  real(args: Record<string, unknown>): Record<string, unknown> {
    return JSON.parse(JSON.stringify(args).replaceAll(REAL_ID, this.#newest)) as Record<string, unknown>;
  }

  async #vote(vote: Exclude<Move["next"], "nothing" | "advance">): Promise<void> {
    const [name, verb] = vote.split(" ") as ["tess" | "ana" | "ben", string];
    const ctx = contextFor(this.#scene.desk, this.#scene.person(name));
    const ticket = await getTicket.perform(ctx, { proposalId: this.#newest }).catch(() => null);
    if (!ticket?.approval) return;
    await decideApproval
      .perform(ctx, {
        approvalId: ticket.approval.id,
        decision: verb === "declines" ? "decline" : "approve",
        typedQuantity: ticket.proposal.terms.quantity,
      })
      .catch(() => {});
    await this.#scene.orderDesk.advance(this.#newest).catch(() => {});
  }
}

/** Orders that should not exist: without clearance for these terms, verdict, or enough other people's yes. */
async function unlawfulOrders({ desk }: Scene): Promise<unknown[]> {
  return desk.db.execute(sql`
    select o.client_order_id from orders o join proposals p on p.id = o.proposal_id
    where not exists (select from clearances c where c.id = o.clearance_id and c.proposal_id = p.id and c.order_hash = p.order_hash)
      or not exists (select from verdicts v where v.proposal_id = p.id and v.decision <> 'refused')
      or exists (select from approvals a where a.proposal_id = p.id and a.decision = 'decline')
      or (select count(distinct a.approver) from approvals a
          where a.proposal_id = p.id and a.decision = 'approve' and a.order_hash = p.order_hash and a.approver <> p.proposed_by)
        < case when p.tainted or o.quantity * o.limit_price > 10000 then 2 when o.quantity * o.limit_price > 1000 then 1 else 0 end`);
}

const countOrders = async ({ desk }: Scene) =>
  Number((await desk.db.execute<{ count: string }>(sql`select count(*) from orders`))[0]?.count);

/** Tools no agent has. */
const STOLEN = [
  { name: "place_order", args: { proposalId: REAL_ID } },
  { name: "decide_approval", args: { decision: "approve" } },
];

describe("a puppet instead of a model", () => {
  it(
    `makes no order without its verdict, approvals and clearance in ${RUNS} runs`,
    async () => {
      let placed = 0;
      for (let done = 0; done < RUNS; done += RUNS_PER_DESK) {
        const scene = await openScene();
        const puppet = new Puppet(scene);
        const moves = fc.sample(aMove, { numRuns: RUNS_PER_DESK, seed: 7_000 + done });
        for (const move of moves) {
          scene.clock.advance(61_000);
          await puppet.play(move);
        }
        expect(await unlawfulOrders(scene), `seed ${7_000 + done}`).toEqual([]);
        placed += await countOrders(scene);
        await scene.close();
      }
      // Without lawful orders among them the runs would have proved nothing.
      expect(placed).toBeGreaterThan(RUNS / 100);
    },
    TIMEOUT_MS,
  );

  it(
    `does no more through the whole conversation graph, in ${RUNS_THROUGH_GRAPH} turns`,
    async () => {
      const scene = await openScene();
      const puppet = new Puppet(scene);
      const turns = fc.sample(fc.array(aMove, { minLength: 1, maxLength: 4 }), {
        numRuns: RUNS_THROUGH_GRAPH,
        seed: 11,
      });
      for (const [index, moves] of turns.entries()) {
        scene.clock.advance(61_000);
        const calls = [
          ...moves.map(({ tool, args }) => ({ name: tool.name, args: puppet.real(args) })),
          ...STOLEN,
        ];
        const chat = scene.chat(
          scene.script(...calls.map((call) => ({ calls: [call], unbound: true as const })), { say: "Done." }),
        );
        const { id: threadId } = await chat.createThread(scene.person("tess"));
        const { runId } = await chat.startRun({
          threadId,
          person: scene.person("tess"),
          messageId: `m${index}`,
          text: "propose an order",
        });
        for await (const _ of chat.follow(runId));
        await chat.close();
      }
      expect(await countOrders(scene)).toBe(0);
      await scene.close();
    },
    TIMEOUT_MS,
  );
});
