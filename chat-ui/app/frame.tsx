import { Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { useLiveDesk } from "../lib/use-live.ts";
import { useWaiting } from "../lib/use-waiting.ts";
import { AccountStrip } from "./account-strip.tsx";
import { Navigation } from "./navigation.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { StatusLine } from "./status-line.tsx";
import { TradingSwitch } from "./trading-switch.tsx";

/** What surrounds every page. Only the page's own part scrolls, so state and the halt button never leave. */
export function Frame() {
  useLiveDesk();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const { forMe } = useWaiting();
  const waitingCount = forMe.length;
  useEffect(() => {
    document.title = waitingCount > 0 ? `(${waitingCount}) Quarterdeck` : "Quarterdeck";
  }, [waitingCount]);
  return (
    <div className="flex h-dvh flex-col">
      <a
        href="#page"
        className="sr-only focus:not-sr-only focus:absolute focus:z-40 focus:bg-surface focus:p-2 focus:text-accent"
      >
        Skip to the page
      </a>
      <header>
        <StatusLine />
        <div className="flex items-center gap-3 border-b border-line bg-surface px-3 md:min-h-12">
          <span className="flex items-center gap-2 font-semibold tracking-tight">
            <img src="/mark.svg" alt="" className="size-6" />
            <span className="max-sm:sr-only">Quarterdeck</span>
          </span>
          <div className="hidden md:ml-4 md:block">
            <Navigation path={path} waitingCount={waitingCount} />
          </div>
          <div className="ml-auto flex items-center gap-2 py-1">
            <TradingSwitch />
            <PersonMenu />
          </div>
        </div>
        <AccountStrip />
      </header>
      <main id="page" tabIndex={-1} className="relative min-h-0 flex-1 overflow-y-auto outline-none">
        <Outlet />
      </main>
      <div className="md:hidden">
        <Navigation path={path} waitingCount={waitingCount} />
      </div>
    </div>
  );
}
