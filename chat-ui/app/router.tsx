import { createRootRoute, createRoute, createRouter, Link, lazyRouteComponent } from "@tanstack/react-router";
import { EmptyState } from "../components/empty-state.tsx";
import { FailureNotice } from "../components/failure-notice.tsx";
import { ChatPage } from "../features/chat/chat-page.tsx";
import { DeskAside } from "./desk-aside.tsx";
import { Frame } from "./frame.tsx";
import { SessionGate } from "./session-gate.tsx";

/** What of the strategies page is open. */
interface StrategiesSearch {
  view?: "try" | "search" | undefined;
  backtest?: string | undefined;
  definition?: string | undefined;
  study?: string | undefined;
  /** Ids of backtests, with commas between. */
  compare?: string | undefined;
}

const root = createRootRoute({
  component: () => (
    <SessionGate>
      <Frame />
    </SessionGate>
  ),
  errorComponent: ({ error, reset }) => (
    <div className="mx-auto max-w-lg p-6">
      <FailureNotice error={error} onRetry={reset} />
    </div>
  ),
  notFoundComponent: () => (
    <EmptyState title="There is no such page.">
      <Link to="/" className="text-accent underline">
        Go to the chat
      </Link>
    </EmptyState>
  ),
});

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: () => <ChatPage threadId={null} aside={<DeskAside />} />,
});

const thread = createRoute({
  getParentRoute: () => root,
  path: "/chat/$threadId",
  component: function Thread() {
    const { threadId } = thread.useParams();
    return <ChatPage threadId={threadId} aside={<DeskAside />} />;
  },
});

const approvals = createRoute({
  getParentRoute: () => root,
  path: "/approvals",
  component: lazyRouteComponent(() => import("../features/approvals/approvals-page.tsx"), "ApprovalsPage"),
});

const orders = createRoute({
  getParentRoute: () => root,
  path: "/orders",
  validateSearch: (search): { order?: string; execution?: string; new?: boolean } => ({
    ...(typeof search.order === "string" ? { order: search.order } : {}),
    ...(typeof search.execution === "string" ? { execution: search.execution } : {}),
    ...(search.new === true ? { new: true } : {}),
  }),
  component: lazyRouteComponent(() => import("../features/orders/orders-page.tsx"), "OrdersPage"),
});

const portfolio = createRoute({
  getParentRoute: () => root,
  path: "/portfolio",
  component: lazyRouteComponent(() => import("../features/portfolio/portfolio-page.tsx"), "PortfolioPage"),
});

const risk = createRoute({
  getParentRoute: () => root,
  path: "/risk",
  component: lazyRouteComponent(() => import("../features/risk/risk-page.tsx"), "RiskPage"),
});

const market = createRoute({
  getParentRoute: () => root,
  path: "/market",
  validateSearch: (search): { symbol?: string; asOf?: string; view?: "data" } => ({
    ...(typeof search.symbol === "string" ? { symbol: search.symbol } : {}),
    ...(typeof search.asOf === "string" ? { asOf: search.asOf } : {}),
    ...(search.view === "data" ? { view: "data" } : {}),
  }),
  component: lazyRouteComponent(() => import("../features/market/market-page.tsx"), "MarketPage"),
});

const strategies = createRoute({
  getParentRoute: () => root,
  path: "/strategies",
  validateSearch: (search): StrategiesSearch => ({
    ...(search.view === "try" || search.view === "search" ? { view: search.view } : {}),
    ...Object.fromEntries(
      (["backtest", "definition", "study", "compare"] as const).flatMap((name) =>
        typeof search[name] === "string" ? [[name, search[name]]] : [],
      ),
    ),
  }),
  component: lazyRouteComponent(() => import("../features/strategies/strategies-page.tsx"), "StrategiesPage"),
});

const people = createRoute({
  getParentRoute: () => root,
  path: "/people",
  component: lazyRouteComponent(() => import("../features/people/people-page.tsx"), "PeoplePage"),
});

export const router = createRouter({
  routeTree: root.addChildren([home, thread, approvals, orders, portfolio, risk, market, strategies, people]),
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
