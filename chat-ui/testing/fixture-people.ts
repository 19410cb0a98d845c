import type { Me, Person } from "../lib/desk-types.ts";

const READS = [
  "market:read",
  "strategies:read",
  "approvals:read",
  "portfolio:read",
  "risk:read",
  "memory:read",
  "health:read",
  "people:read",
  "chat:use",
  "risk:halt",
];

export const ADA: Person = {
  id: "per_ada",
  name: "Ada Reyes",
  email: "ada@desk.example",
  role: "admin",
  slackUserId: "U0ADA0001",
  disabled: false,
};
export const BEN: Person = {
  id: "per_ben",
  name: "Ben Okafor",
  email: "ben@desk.example",
  role: "approver",
  slackUserId: null,
  disabled: false,
};
export const CHLOE: Person = {
  id: "per_chloe",
  name: "Chloe Lind",
  email: "chloe@desk.example",
  role: "risk-admin",
  slackUserId: "U0CHL0003",
  disabled: false,
};
export const VIK: Person = {
  id: "per_vik",
  name: "Vik Shah",
  email: "vik@desk.example",
  role: "viewer",
  slackUserId: null,
  disabled: false,
};

const TRADER = [
  ...READS,
  "orders:propose",
  "orders:judge",
  "orders:cancel",
  "strategies:run",
  "risk:tighten",
];
const APPROVER = [...TRADER, "orders:approve"];
const RISK_ADMIN = [...APPROVER, "risk:loosen", "risk:resume"];
const SCOPES: Record<Person["role"], string[]> = {
  viewer: READS,
  trader: TRADER,
  approver: APPROVER,
  "risk-admin": RISK_ADMIN,
  admin: [...RISK_ADMIN, "people:manage", "keys:manage", "audit:read"],
};

/** The answer of GET /api/me for a person. */
export function meOf(person: Person, tradingState: Me["tradingState"]): Me {
  return {
    person,
    scopes: SCOPES[person.role],
    model: { name: "Offline operator", kind: "offline" },
    environment: "sim",
    account: "paper",
    dataSources: [
      { source: "sample", note: "S&P 500 daily bars, 2000 to 2020, recorded" },
      { source: "simulated", note: "Ten stocks from a seeded market; the numbers are made up" },
    ],
    tradingState,
  };
}
