import { useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/index.ts";
import { useText } from "../../ui/index.ts";

/** Has everything about detectors and their rules read again. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => /^\/api\/(detectors|back-tests|mutes)/.test(String(queryKey[1])),
    });
}

/** What a detector is called; its id until that is known. */
export function useDetectorTitle(id: string): string {
  const told = useText();
  const { data } = api.useQuery(
    "get",
    "/api/detectors/{id}",
    { params: { path: { id } } },
    { staleTime: 60_000 },
  );
  return data ? told(data.title) : id;
}
