import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { client } from "../../api/index.ts";
import { queryOf } from "./choice.ts";
import type { Choice, RecordPage, RecordRow, Total } from "./types.ts";

export interface RecordList {
  readonly rows: readonly RecordRow[] | undefined;
  readonly total: Total | undefined;
  readonly hits: readonly string[];
  readonly behind: number;
  /** Whether what is shown belongs to an earlier question. */
  readonly isLoading: boolean;
  readonly error: unknown;
  retry(): void;
  readonly more: { readonly isLoading: boolean; load(): void } | undefined;
}

const lookAgain = 3_000; // milliseconds, while what was imported is being added

export function useRecords(kind: string, choice: Choice): RecordList {
  const query = queryOf(choice);
  const found = useInfiniteQuery({
    queryKey: ["get", "/api/records/{kind}", kind, query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: after, signal }) =>
      readPage(kind, { ...query, ...(after ? { after } : {}) }, signal),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => ((state.data?.pages[0]?.behind ?? 0) > 0 ? lookAgain : false),
  });
  const [first] = found.data?.pages ?? [];
  return {
    rows: found.error && found.isPlaceholderData ? undefined : found.data?.pages.flatMap(({ rows }) => rows),
    total: first?.total,
    hits: first?.words ?? [],
    behind: first?.behind ?? 0,
    isLoading: found.isPending || found.isPlaceholderData,
    error: found.error,
    retry: () => void found.refetch(),
    more: found.hasNextPage
      ? { isLoading: found.isFetchingNextPage, load: () => void found.fetchNextPage() }
      : undefined,
  };
}

type Query = ReturnType<typeof queryOf> & { readonly after?: string };

async function readPage(kind: string, query: Query, signal: AbortSignal): Promise<RecordPage> {
  const { data, error } = await client.GET("/api/records/{kind}", {
    params: { path: { kind }, query },
    signal,
  });
  if (!data) throw error;
  return data;
}
