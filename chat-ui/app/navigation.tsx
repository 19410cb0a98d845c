import { Link } from "@tanstack/react-router";
import { Icon, type IconName } from "../components/icon.tsx";

const PLACES = [
  { to: "/", name: "Chat", icon: "chat" },
  { to: "/approvals", name: "Approvals", icon: "approvals" },
  { to: "/orders", name: "Orders", icon: "orders" },
  { to: "/portfolio", name: "Portfolio", icon: "portfolio" },
  { to: "/risk", name: "Risk", icon: "risk" },
  { to: "/market", name: "Market", icon: "market" },
  { to: "/strategies", name: "Strategies", icon: "search" },
  { to: "/people", name: "People", icon: "people" },
] as const satisfies { to: string; name: string; icon: IconName }[];

interface NavigationProps {
  path: string;
  waitingCount: number;
}

/** The places: tabs in the header on wide screens, a bar under the thumb on narrow ones. */
export function Navigation({ path, waitingCount }: NavigationProps) {
  return (
    <nav
      aria-label="Main"
      className="grid grid-cols-8 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:flex md:gap-1 md:border-0 md:pb-0"
    >
      {PLACES.map(({ to, name, icon }) => {
        const isHere = to === "/" ? path === "/" || path.startsWith("/chat") : path.startsWith(to);
        return (
          <Link
            key={to}
            to={to}
            aria-current={isHere ? "page" : undefined}
            className={`relative flex min-h-13 flex-col items-center justify-center gap-0.5 text-[0.5625rem] font-medium tracking-tight sm:text-2xs md:min-h-8 md:tracking-normal md:flex-row md:gap-1.5 md:rounded-md md:px-2 md:text-sm lg:px-3 ${isHere ? "text-accent md:bg-accent-soft" : "text-muted hover:text-ink md:hover:bg-sunken"}`}
          >
            <Icon name={icon} size={18} />
            {name}
            {to === "/approvals" && waitingCount > 0 && (
              <span className="absolute top-1 left-1/2 ml-2 min-w-4 rounded-full bg-danger px-1 text-center text-[0.625rem] leading-4 font-bold text-danger-ink md:static md:ml-0.5">
                {waitingCount}
                <span className="sr-only"> waiting for you</span>
              </span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
