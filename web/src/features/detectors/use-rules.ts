import { useQueryClient } from "@tanstack/react-query";

/** Has everything about detectors and their rules read again. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => /^\/api\/(detectors|back-tests|mutes)/.test(String(queryKey[1])),
    });
}
