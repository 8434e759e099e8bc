import { useInfiniteQuery } from "@tanstack/react-query";
import { type ApiError, client, type paths } from "../../api/index.ts";
import { type Column, DataTable, Figure, Moment, Section, StatusTag, useWords } from "../../ui/index.ts";
import { words } from "./words.ts";

type Page = paths["/api/ledger/checkpoints"]["get"]["responses"][200]["content"]["application/json"];
type Checkpoint = Page["rows"][number];

/** What was published, and who else vouches for it. */
export function CheckpointsSection() {
  const text = useWords(words);
  const query = useInfiniteQuery<Page, ApiError, Page[], readonly string[], number | undefined>({
    queryKey: ["get", "/api/ledger/checkpoints", "pages"],
    initialPageParam: undefined,
    refetchInterval: 30_000,
    queryFn: async ({ pageParam }) => {
      const params = { query: { limit: 10, ...(pageParam === undefined ? {} : { before: pageParam }) } };
      const { data, error } = await client.GET("/api/ledger/checkpoints", { params });
      if (!data) throw error;
      return data;
    },
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages,
  });
  const columns: Column<Checkpoint>[] = [
    { key: "size", title: text.covered, align: "right", render: ({ size }) => <Figure value={size} /> },
    { key: "at", title: text.publishedAt, render: ({ at }) => <Moment at={at} seconds /> },
    {
      key: "root",
      title: text.root,
      width: 190,
      ellipsis: true,
      render: ({ root }) => <code title={root}>{root.slice(0, 16)}…</code>,
    },
    { key: "witnesses", title: text.cosignedBy, render: (row) => <Cosigned row={row} /> },
    {
      key: "stamps",
      title: text.stamped,
      render: ({ stamps }) => (stamps > 0 ? <StatusTag tone="good">{text.yes}</StatusTag> : "–"),
    },
    {
      key: "anchored",
      title: text.anchored,
      render: ({ isAnchored }) => (isAnchored ? <StatusTag tone="good">{text.yes}</StatusTag> : "–"),
    },
  ];
  return (
    <Section title={text.checkpoints}>
      <p className="lead">{text.checkpointsLead}</p>
      <DataTable
        caption={text.checkpoints}
        rows={query.data?.flatMap(({ rows }) => rows)}
        columns={columns}
        keyOf={({ size, root }) => `${size} ${root}`}
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

function Cosigned({ row }: { readonly row: Checkpoint }) {
  const text = useWords(words);
  const { witnesses, isWitnessed } = row;
  if (witnesses.length === 0 && isWitnessed !== false) return "–";
  return (
    <>
      {witnesses.join(", ")}{" "}
      {isWitnessed === false && <StatusTag tone="warning">{text.notWitnessed}</StatusTag>}
    </>
  );
}
