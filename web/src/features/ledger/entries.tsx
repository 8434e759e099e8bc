import { useInfiniteQuery } from "@tanstack/react-query";
import { type ApiError, client, type paths } from "../../api/index.ts";
import { type Column, DataTable, Figure, Moment, Section, StatusTag, useWords } from "../../ui/index.ts";
import { words } from "./words.ts";

type Page = paths["/api/ledger/entries"]["get"]["responses"][200]["content"]["application/json"];
type Entry = Page["rows"][number];

/** The log itself, newest first: what happened, and to what, without any value. */
export function EntriesSection() {
  const text = useWords(words);
  const query = useInfiniteQuery<Page, ApiError, Page[], readonly string[], number | undefined>({
    queryKey: ["get", "/api/ledger/entries", "pages"],
    initialPageParam: undefined,
    queryFn: async ({ pageParam }) => {
      const params = { query: pageParam === undefined ? {} : { before: pageParam } };
      const { data, error } = await client.GET("/api/ledger/entries", { params });
      if (!data) throw error;
      return data;
    },
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages,
  });
  const columns: Column<Entry>[] = [
    { key: "index", title: text.index, align: "right", render: ({ index }) => <Figure value={index} /> },
    { key: "time", title: text.time, render: ({ time }) => <Moment at={time} seconds /> },
    { key: "type", title: text.type, render: ({ type }) => <code>{type}</code> },
    {
      key: "actor",
      title: text.actor,
      ellipsis: true,
      width: 220,
      render: ({ actor }) => <code>{actor}</code>,
    },
    {
      key: "subject",
      title: text.subject,
      ellipsis: true,
      width: 260,
      render: ({ subject }) => <code>{subject}</code>,
    },
    {
      key: "proof",
      title: text.proof,
      render: ({ index, isSealed }) =>
        isSealed ? (
          <a href={`/api/ledger/entries/${index}/proof`} download>
            {text.download}
          </a>
        ) : (
          <StatusTag tone="neutral">{text.notYet}</StatusTag>
        ),
    },
  ];
  return (
    <Section title={text.log}>
      <DataTable
        caption={text.log}
        rows={query.data?.flatMap(({ rows }) => rows)}
        columns={columns}
        keyOf={({ index }) => String(index)}
        isLoading={query.isLoading}
        error={query.error}
        onRetry={() => void query.refetch()}
        more={
          query.hasNextPage
            ? { isLoading: query.isFetchingNextPage, load: () => void query.fetchNextPage() }
            : undefined
        }
      />
    </Section>
  );
}
