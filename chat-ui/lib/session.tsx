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

/** Looks up people's names by id; the desk's own processes are the desk, other ids are shown as they are. */
export function usePersonName(): (id: string) => string {
  const me = useMe();
  const people = useDesk("listPeople", {});
  return (id) => {
    if (id === me.person.id) return `${me.person.name} (you)`;
    if (id.startsWith("system:")) return "the desk itself";
    return people.data?.people.find((person) => person.id === id)?.name ?? id;
  };
}
