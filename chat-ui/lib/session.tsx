import { createContext, type ReactNode, useContext } from "react";
import type { Me } from "./desk-types.ts";
import { useDesk } from "./queries.ts";

const SessionContext = createContext<Me | null>(null);

export function SessionProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <SessionContext value={me}>{children}</SessionContext>;
}

/** The signed-in person and their desk. Only rendered below the frame, which waits for it. */
export function useMe(): Me {
  const me = useContext(SessionContext);
  if (!me) throw new Error("useMe was called outside the signed-in frame.");
  return me;
}

/** Whether the signed-in person holds a scope. The server decides again; this only shapes what is offered. */
export function useMay(scope: string): boolean {
  return useMe().scopes.includes(scope);
}

/** Looks up people's names by id; an id nobody holds (a strategy, a schedule) is shown as it is. */
export function usePersonName(): (id: string) => string {
  const me = useMe();
  const people = useDesk("listPeople", {});
  return (id) => {
    if (id === me.person.id) return `${me.person.name} (you)`;
    return people.data?.people.find((person) => person.id === id)?.name ?? id;
  };
}
