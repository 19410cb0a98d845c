import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { FailureNotice } from "../components/failure-notice.tsx";
import { isSessionLost, meQuery } from "../lib/queries.ts";
import { SessionProvider } from "../lib/session.tsx";
import { SignInPage } from "./sign-in-page.tsx";

/** Lets a signed-in person through to the desk; shows the sign-in page otherwise, also when a session ends. */
export function SessionGate({ children }: { children: ReactNode }) {
  const me = useQuery(meQuery);
  if (isSessionLost(me.error)) return <SignInPage onRetry={() => void me.refetch()} />;
  if (me.data) return <SessionProvider me={me.data}>{children}</SessionProvider>;
  if (me.error) {
    return (
      <main className="mx-auto max-w-lg p-6">
        <h1 className="sr-only">Quarterdeck</h1>
        <FailureNotice error={me.error} onRetry={() => void me.refetch()} />
      </main>
    );
  }
  return (
    <main aria-busy="true" className="space-y-3 p-4">
      <h1 className="sr-only">Quarterdeck is loading</h1>
      <div className="skeleton h-8" />
      <div className="skeleton h-10" />
    </main>
  );
}
