import type { DeskCallName, DeskCalls, Person } from "../lib/desk-types.ts";
import { type FixtureDesk, Refused } from "./fixture-desk.ts";
import { meOf } from "./fixture-people.ts";
import { at, INSTRUMENTS } from "./fixture-records.ts";

type Handler<Name extends DeskCallName> = (input: DeskCalls[Name]["input"], person: Person) => unknown;
type Handlers = { [Name in DeskCallName]: Handler<Name> };

/** The operations of the contract, answered from the fixture's state. */
export function fixtureOperations(desk: FixtureDesk): Handlers {
  const trading = () => ({ tradingState: desk.tradingState, killEpoch: 1, changedAt: at(0), reason: "" });
  const orders = () => desk.tickets.flatMap(({ order }) => order ?? []).reverse();
  const isOpen = (state: string) =>
    ["intent", "sending", "unknown", "accepted", "partially-filled"].includes(state);
  return {
    listInstruments: () => ({ instruments: INSTRUMENTS }),
    getTicket: ({ proposalId }) => desk.ticket(proposalId),
    listApprovals: ({ status = "pending" }) => ({ approvals: desk.approvals(status) }),
    decideApproval: ({ approvalId, decision, note }, person) => {
      requireScope(person, "orders:approve");
      return desk.decide(person, approvalId, decision, note ?? null);
    },
    cancelOrder: ({ clientOrderId }) => orders().find((order) => order.clientOrderId === clientOrderId),
    listOrders: ({ status = "all" }) => ({
      orders: orders().filter((order) => status === "all" || isOpen(order.state) === (status === "open")),
    }),
    listFills: () => ({ fills: desk.tickets.flatMap(({ fills }) => fills).reverse() }),
    listPositions: () => ({ positions: desk.positions }),
    getPortfolio: () => desk.portfolio(),
    getLimits: () => limitsOf(desk),
    halt: () => {
      desk.setTrading("HALTED");
      return trading();
    },
    resume: (_input, person) => {
      requireScope(person, "risk:resume");
      desk.setTrading("REDUCING");
      return trading();
    },
    listPeople: () => ({ people: desk.people }),
    invitePerson: ({ name, email, role }, person) => {
      requireScope(person, "people:manage");
      const invited: Person = {
        id: `per_${desk.people.length}`,
        name,
        email,
        role,
        slackUserId: null,
        disabled: false,
      };
      desk.people.push(invited);
      return {
        person: invited,
        signInUrl: `http://127.0.0.1:4300/sign-in?token=once-${invited.id}-3f9a1c7e2b`,
      };
    },
    linkSlackUser: ({ personId, slackUserId }) => {
      const found = desk.people.find(({ id }) => id === personId);
      if (found) found.slackUserId = slackUserId;
      return found;
    },
  };
}

function requireScope(person: Person, scope: string): void {
  if (meOf(person, "ACTIVE").scopes.includes(scope)) return;
  const what = `Your role (${person.role}) may not do this.`;
  throw new Refused("NOT_PERMITTED", "permission", what, `It needs the scope ${scope}.`, "Ask an admin.");
}

function limitsOf(desk: FixtureDesk): DeskCalls["getLimits"]["output"] {
  const gross = Number(desk.portfolio().grossExposure);
  const equity = Number(desk.portfolio().equity);
  return {
    current: {
      version: 3,
      limits: {
        maxOrderQuantity: "5000",
        maxOrderNotionalUsd: "25000",
        maxOrderNotionalOfEquity: 0.25,
        priceCollarFraction: 0.03,
        maxQuoteAgeMs: 5000,
        maxPositionUsd: "20000",
        maxPositionOfEquity: 0.2,
        maxGrossExposure: 1,
        maxNetExposure: 1,
        maxBuyingPowerUse: 0.9,
        maxOrdersPerMinute: 20,
        maxOrdersPerDay: 200,
        duplicateWindowMs: 60_000,
        maxDailyLossOfEquity: 0.02,
        oneApprovalAboveUsd: "1000",
        twoApprovalsAboveUsd: "10000",
        approvalTtlMs: 300_000,
        maxPriceDriftFraction: 0.005,
      },
      reason: "Tightened before the earnings week.",
      setBy: ["per_chloe"],
      setAt: at(-90_000),
    },
    tradingState: desk.tradingState,
    stateReason: "Trading is open.",
    utilisation: [
      use("maxPositionUsd", "largest position (MSFT)", 12_378, 20_000),
      use("maxGrossExposure", "gross exposure with open orders", gross, equity),
      use("maxNetExposure", "net exposure with open orders", gross, equity),
      use("maxDailyLossOfEquity", "loss since the open", 1790, 2000),
      {
        limit: "maxBuyingPowerUse",
        name: "cash promised to open orders",
        unit: "USD",
        used: null,
        max: "68400",
        fraction: null,
      },
    ],
  };
}

function use(limit: string, name: string, used: number, max: number) {
  return { limit, name, unit: "USD", used: used.toFixed(2), max: max.toFixed(2), fraction: used / max };
}
