import { queryOptions, useQuery } from "@tanstack/react-query";
import { request } from "../../lib/operate.ts";

export interface Thread {
  id: string;
  title: string;
  updatedAt: string;
}

export const threadsQuery = queryOptions({
  queryKey: ["chat", "threads"],
  queryFn: () => request<{ threads: Thread[] }>("/api/chat/threads"),
});

/** Conversations of this person, newest first. */
export function useThreads() {
  return useQuery({
    ...threadsQuery,
    select: ({ threads }) => [...threads].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt)),
  });
}
