import { z } from "zod";

/** What a door may be opened for. `system:*` belongs to our own processes and to no role. */
export const Scope = z.enum([
  "market:read",
  "market:write",
  "signals:write",
  "strategies:read",
  "strategies:run",
  "strategies:promote",
  "orders:propose",
  "orders:judge",
  "orders:cancel",
  "orders:approve",
  "approvals:read",
  "approvals:delegated",
  "portfolio:read",
  "books:correct",
  "risk:read",
  "risk:tighten",
  "risk:loosen",
  "risk:halt",
  "risk:resume",
  "memory:read",
  "memory:write",
  "audit:read",
  "health:read",
  "people:read",
  "people:manage",
  "keys:manage",
  "chat:use",
  "bot:relay",
  "system:data",
  "system:place",
  "system:slice",
  "system:broker",
  "system:expire",
  "system:memory",
  "system:study",
]);
export type Scope = z.infer<typeof Scope>;

export const Role = z.enum(["viewer", "trader", "approver", "risk-admin", "admin"]);
export type Role = z.infer<typeof Role>;

const VIEWER: Scope[] = [
  "market:read",
  "strategies:read",
  "approvals:read",
  "portfolio:read",
  "risk:read",
  "memory:read",
  "health:read",
  "people:read",
  "chat:use",
  "risk:halt", // anyone with a seat may stop trading
];
const TRADER: Scope[] = [
  ...VIEWER,
  "market:write",
  "signals:write",
  "strategies:run",
  "orders:propose",
  "orders:judge",
  "orders:cancel",
  "memory:write",
  "risk:tighten",
  "approvals:delegated", // worth nothing without an approver's delegation
];
const APPROVER: Scope[] = [...TRADER, "orders:approve", "strategies:promote"];
const RISK_ADMIN: Scope[] = [...APPROVER, "risk:loosen", "risk:resume", "books:correct"];
const ADMIN: Scope[] = [...RISK_ADMIN, "people:manage", "keys:manage", "audit:read"];

/** What each role may do. */
export const ROLE_SCOPES: Record<Role, ReadonlySet<Scope>> = {
  viewer: new Set(VIEWER),
  trader: new Set(TRADER),
  approver: new Set(APPROVER),
  "risk-admin": new Set(RISK_ADMIN),
  admin: new Set(ADMIN),
};

/**
 * The most any agent may do, whoever it works for. It may stop and tighten, which only makes the desk safer. Nothing
 * here approves, resumes or loosens a limit: those are for people.
 */
export const AGENT_SCOPES: ReadonlySet<Scope> = new Set<Scope>([
  "market:read",
  "signals:write",
  "strategies:read",
  "strategies:run",
  "orders:propose",
  "orders:judge",
  "orders:cancel", // of orders worked in slices; there is no tool for others
  "approvals:read",
  "portfolio:read",
  "risk:read",
  "risk:tighten",
  "risk:halt",
  "memory:read",
  "memory:write",
  "health:read",
]);

/** Scopes of our own processes, by their job. */
export const SYSTEM_SCOPES = {
  collector: ["system:data", "market:read", "market:write", "signals:write"],
  strategist: [
    "market:read",
    "signals:write",
    "orders:propose",
    "orders:judge",
    "portfolio:read",
    "risk:read",
  ],
  orderDesk: ["orders:judge", "system:place", "system:expire", "portfolio:read", "risk:read"],
  slicer: ["system:slice", "orders:cancel", "portfolio:read"],
  executor: ["system:broker", "portfolio:read"],
  guardian: ["risk:halt"],
  historian: ["system:memory", "portfolio:read", "memory:read"],
  lab: ["system:study", "market:read", "strategies:read"],
  slackBot: ["bot:relay", "approvals:read"],
} as const satisfies Record<string, readonly Scope[]>;
export type SystemJob = keyof typeof SYSTEM_SCOPES;

/** Who asks. An agent acts for a person and with the smaller of both their powers. */
export interface Actor {
  id: string;
  name: string;
  kind: "person" | "agent" | "system";
  role: Role | null;
  scopes: ReadonlySet<Scope>;
  /** The person an agent works for; the person themself otherwise. */
  onBehalfOf: string | null;
  /** The door: web, slack, api, terminal, schedule, or chat:<agent>. */
  via: string;
}

export interface Person {
  id: string;
  name: string;
  role: Role;
}

/** A person at a door. */
export function personActor(person: Person, via: "web" | "slack" | "api" | "terminal"): Actor {
  return {
    id: person.id,
    name: person.name,
    kind: "person",
    role: person.role,
    scopes: ROLE_SCOPES[person.role],
    onBehalfOf: person.id,
    via,
  };
}

/** An agent working for that person: their scopes, less everything agents never hold. */
export function agentActor(person: Actor, agent: string): Actor {
  return {
    id: `agent:${agent}`,
    name: agent,
    kind: "agent",
    role: null,
    scopes: new Set([...person.scopes].filter((scope) => AGENT_SCOPES.has(scope))),
    onBehalfOf: person.onBehalfOf,
    via: `chat:${agent}`,
  };
}

/** One of our own processes. */
export function systemActor(job: SystemJob): Actor {
  return {
    id: `system:${job}`,
    name: job,
    kind: "system",
    role: null,
    scopes: new Set<Scope>(SYSTEM_SCOPES[job]),
    onBehalfOf: null,
    via: "schedule",
  };
}
