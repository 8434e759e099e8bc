import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { client } from "../../api/index.ts";
import type { AlertRow, Query } from "./types.ts";

interface Page {
  readonly rows: AlertRow[];
  readonly next?: string | undefined;
}

const listKey = "alerts-list";

/** The list as it was when it was asked for: live changes alter its rows and never their order. */
export function useAlertList(query: Query) {
  const answer = useInfiniteQuery({
    queryKey: [listKey, query],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }): Promise<Page> => {
      const { data, error } = await client.GET("/api/alerts", {
        params: { query: { ...query, ...(pageParam ? { after: pageParam } : {}) } },
        signal,
      });
      if (!data) throw error;
      return data;
    },
    getNextPageParam: (last) => last.next,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  const rows = useMemo(() => answer.data?.pages.flatMap((page) => page.rows), [answer.data]);
  useEffect(() => {
    if (rows) keepOrder(rows);
  }, [rows]);
  return { ...answer, rows };
}

/** What has become of a row; an assignee that is undefined has been taken away. */
type RowChange = Partial<Omit<AlertRow, "assignee">> & {
  readonly assignee?: AlertRow["assignee"] | undefined;
};

/** Puts what is known of some rows into every list that is kept, where they stand. */
export function usePatchRows() {
  const queries = useQueryClient();
  return (changed: ReadonlyMap<string, RowChange>) =>
    queries.setQueriesData<InfiniteData<Page>>({ queryKey: [listKey] }, (old) =>
      old
        ? {
            ...old,
            pages: old.pages.map((page) => ({
              ...page,
              rows: page.rows.map((row) => changedRow(row, changed.get(row.id))),
            })),
          }
        : old,
    );
}

function changedRow(row: AlertRow, change: RowChange | undefined): AlertRow {
  if (!change) return row;
  const { assignee = undefined, ...rest } = { ...row, ...change };
  return assignee ? { ...rest, assignee } : rest;
}

const orderKey = "plumbline.alerts.order";

/** For previous and next on the page of an alert: the order in which the list was last seen. */
function keepOrder(rows: readonly AlertRow[]): void {
  const kept = { ids: rows.map(({ id }) => id), search: location.search };
  if (location.pathname === "/alerts") sessionStorage.setItem(orderKey, JSON.stringify(kept));
}

export function keptOrder(): { readonly ids: readonly string[]; readonly search: string } {
  try {
    return JSON.parse(sessionStorage.getItem(orderKey) ?? "") as ReturnType<typeof keptOrder>;
  } catch {
    return { ids: [], search: "" };
  }
}
