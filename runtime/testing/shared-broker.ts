import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import {
  type Broker,
  BrokerAmbiguousError,
  type BrokerOrder,
  DuplicateOrderError,
} from "#core/execution/brokers";
import type { BrokerEvent, OrderTerms } from "#core/model";
import { Clearance } from "#core/risk";

/** A broker outside every process that trades with it, where orders rest; it knows how often each was sent. */
export interface SharedBroker {
  url: string;
  /** Sendings by order, those it turned down as repeats too. */
  sendings: ReadonlyMap<string, number>;
  accepted(): string[];
  close(): Promise<void>;
}

export async function openSharedBroker(): Promise<SharedBroker> {
  const books = new Map<string, BrokerOrder>();
  const events: BrokerEvent[] = [];
  const sendings = new Map<string, number>();
  const accept = ({ clientOrderId, terms }: { clientOrderId: string; terms: OrderTerms }) => {
    sendings.set(clientOrderId, (sendings.get(clientOrderId) ?? 0) + 1);
    if (books.has(clientOrderId)) return 422;
    const brokerOrderId = `shared-${books.size + 1}`;
    books.set(clientOrderId, { clientOrderId, brokerOrderId, terms, state: "accepted", filledQuantity: "0" });
    events.push({ kind: "accepted", clientOrderId, brokerOrderId, at: new Date().toISOString() });
    return { brokerOrderId, acceptedAt: new Date().toISOString() };
  };
  const answers: Record<string, (request: IncomingMessage, query: URLSearchParams) => unknown> = {
    "/submit": async (request) => accept((await json(request)) as Parameters<typeof accept>[0]),
    "/order": (_request, query) => books.get(query.get("id") ?? "") ?? null,
    "/open": () => [...books.values()].map((order) => ({ isForeign: false, ...order })),
    "/events": (_request, query) => ({
      cursor: events.length,
      events: events.slice(Number(query.get("after"))),
    }),
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://shared");
    const said = await answers[pathname]?.(request, searchParams);
    response.writeHead(typeof said === "number" ? said : 200, { connection: "close" });
    response.end(JSON.stringify(said ?? null));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sendings,
    accepted: () => [...books.keys()],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The way to it from a process of its own. */
export function brokerAt(url: string, cash: string): Broker {
  const get = async <T>(path: string): Promise<T> => (await (await fetch(`${url}${path}`)).json()) as T;
  const account = { accountId: "shared", cash, equity: cash, buyingPower: cash, blockedBecause: null };
  return {
    name: "shared",
    source: "simulated",
    async submit(cleared) {
      const { terms, clientOrderId } = Clearance.redeem(cleared, new Date());
      const body = JSON.stringify({ terms, clientOrderId });
      const response = await fetch(`${url}/submit`, { method: "POST", body }).catch((cause: unknown) => {
        throw new BrokerAmbiguousError("The connection broke.", { cause });
      });
      if (response.status === 422) throw new DuplicateOrderError(clientOrderId);
      return (await response.json()) as { brokerOrderId: string; acceptedAt: string };
    },
    cancel: async () => {},
    cancelAll: async () => 0,
    findOrder: (id) => get(`/order?id=${encodeURIComponent(id)}`),
    openOrders: () => get("/open"),
    positions: async () => [],
    account: async () => account,
    eventsAfter: (cursor) => get(`/events?after=${cursor}`),
    subscribe: () => () => {},
    health: () => ({ status: "ok", detail: "shared" }),
    tick: async () => {},
    close: async () => {},
  };
}
