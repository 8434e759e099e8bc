import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { api, client } from "../../api/index.ts";
import type { Job, Unit } from "./types.ts";

const pageSize = 50;

/** Pages of one unit, as far as they were asked for. */
export function useRanking(unit: Unit) {
  return useInfiniteQuery({
    queryKey: ["get", "/api/ranking", { unit }],
    staleTime: 60_000,
    initialPageParam: 0,
    queryFn: async ({ pageParam, signal }) => {
      const query = { unit, limit: pageSize, from: pageParam };
      const { data, error } = await client.GET("/api/ranking", { params: { query }, signal });
      if (!data) throw error;
      return data;
    },
    getNextPageParam: ({ rows, total }) => {
      const last = rows.at(-1)?.rank ?? total;
      return last < total ? last : undefined;
    },
  });
}

export const isUnderWay = ({ state }: Pick<Job, "state">): boolean =>
  state === "waiting" || state === "running";

/** Models and jobs; asked again while something is under way. */
export function useModels() {
  return api.useQuery(
    "get",
    "/api/ranking/models",
    {},
    { refetchInterval: ({ state }) => (state.data?.jobs.some(isUnderWay) ? 1_000 : 30_000) },
  );
}

/** Has everything about the ranking read again. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/api/ranking"),
    });
}
