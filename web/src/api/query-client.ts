import { QueryCache, QueryClient } from "@tanstack/react-query";
import { apiErrorOf } from "./client.ts";

const sessionKey = ["get", "/api/session"] as const;

/** One for the page. A refusal is not tried again; it may mean that the session has ended, which is then asked. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError(error, query) {
      const isSession = query.queryKey[1] === sessionKey[1];
      if (apiErrorOf(error).code !== "forbidden" || isSession) return;
      // One that is under way is not begun again: refusals that follow each other would keep it from ever ending.
      void queryClient.invalidateQueries({ queryKey: sessionKey }, { cancelRefetch: false });
    },
  }),
  // A browser that is offline still reaches a server on the same machine, or on a network without the internet.
  defaultOptions: {
    queries: {
      networkMode: "always",
      staleTime: 10_000,
      retry: (failures, error) => apiErrorOf(error).code === "unreachable" && failures < 2,
    },
    mutations: { networkMode: "always" },
  },
});

/** Asks anew who is signed in: after signing in or out, and when a role may have changed. */
export function refreshSession(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: sessionKey });
}

/** Nothing of the person before may stay on the screen of the next. */
export async function forgetEverything(): Promise<void> {
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[1] !== sessionKey[1] });
  await refreshSession();
}
