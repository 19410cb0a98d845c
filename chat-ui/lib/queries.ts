import {
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
  useMutation,
  useQuery,
} from "@tanstack/react-query";
import type { DeskCallName, DeskInput, DeskOutput, Me } from "./desk-types.ts";
import { operate, request } from "./operate.ts";
import { RequestFailure } from "./request-failure.ts";

const ME_KEY = ["me"];
const MAX_RETRIES = 2;

/** One cache for the app. A 401 anywhere asks `me` again, and `me` decides whether to show the sign-in page. */
export function createQueryClient(): QueryClient {
  const onError = (error: Error): void => {
    if (isSessionLost(error)) void client.invalidateQueries({ queryKey: ME_KEY });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => query.queryKey[0] !== "me" && onError(error) }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => count < MAX_RETRIES && isWorthRetrying(error),
      },
    },
  });
  return client;
}

export function isSessionLost(error: unknown): boolean {
  return error instanceof RequestFailure && error.status === 401;
}

function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof RequestFailure) || error.status === 0 || error.status >= 500;
}

export function deskKey<Name extends DeskCallName>(name: Name, input: DeskInput<Name>) {
  return ["desk", name, input] as const;
}

/** A read of the desk. Live events invalidate it by its operation name. */
export function deskQuery<Name extends DeskCallName>(name: Name, input: DeskInput<Name>) {
  return queryOptions({ queryKey: deskKey(name, input), queryFn: () => operate(name, input) });
}

export const meQuery = queryOptions({ queryKey: ME_KEY, queryFn: () => request<Me>("/api/me") });

export function useDesk<Name extends DeskCallName>(name: Name, input: DeskInput<Name>) {
  return useQuery(deskQuery(name, input));
}

/** A write to the desk, made once per call and never repeated by itself. */
export function useDeskAction<Name extends DeskCallName>(
  name: Name,
  onDone?: (output: DeskOutput<Name>) => void,
) {
  return useMutation({
    mutationFn: (input: DeskInput<Name>) => operate(name, input, crypto.randomUUID()),
    retry: false,
    onSuccess: onDone,
  });
}
