import { PlusOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import { useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";
import { client } from "../../api/index.ts";
import {
  type Column,
  DataTable,
  EmptyState,
  Figure,
  FilterBar,
  Moment,
  Nothing,
  Page,
  useText,
  useWords,
} from "../../ui/index.ts";
import { ImportState, isUnderWay } from "./import-states.tsx";
import type { ImportRow } from "./types.ts";

const words = {
  zh: {
    title: "数据导入",
    lead: "每次导入是一个批次：要么全部写入，要么什么也不留下。",
    mappings: "映射版本",
    begin: "导入数据",
    caption: "导入记录",
    when: "时间",
    who: "操作人",
    source: "来源",
    files: "文件",
    state: "状态",
    kinds: "内容",
    added: "新增",
    changed: "变更",
    gone: "消失",
    refused: "拒收",
    commandLine: "命令行",
    empty: "还没有导入过数据",
    and: (count: number) => `等 ${count} 类`,
    filters: { all: "全部", done: "已完成", unfinished: "进行中", failed: "失败或取消" },
  },
  en: {
    title: "Imports",
    lead: "Every import is one batch: all of it is written, or nothing is left behind.",
    mappings: "Mapping versions",
    begin: "Import data",
    caption: "Imports",
    when: "Time",
    who: "By",
    source: "Source",
    files: "Files",
    state: "State",
    kinds: "Content",
    added: "New",
    changed: "Changed",
    gone: "Gone",
    refused: "Refused",
    commandLine: "command line",
    empty: "Nothing has been imported yet",
    and: (count: number) => `and ${count - 2} more`,
    filters: { all: "All", done: "Done", unfinished: "Under way", failed: "Failed or cancelled" },
  },
};

type Filter = "all" | "done" | "unfinished" | "failed";

export default function HistoryPage() {
  const told = useWords(words);
  const navigate = useNavigate();
  const [filter, setFilter] = useState<Filter>("all");
  const { rows, error, isLoading, more, reload } = useHistory(filter);
  return (
    <Page
      title={told.title}
      lead={told.lead}
      actions={
        <>
          <Button onClick={() => void navigate("/imports/mappings")}>{told.mappings}</Button>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate("/imports/new")}>
            {told.begin}
          </Button>
        </>
      }
    >
      <FilterBar>
        <Segmented<Filter>
          value={filter}
          onChange={setFilter}
          options={(Object.keys(told.filters) as Filter[]).map((value) => ({
            value,
            label: told.filters[value],
          }))}
        />
      </FilterBar>
      <DataTable
        caption={told.caption}
        rows={rows}
        columns={useColumns()}
        keyOf={({ id }) => id}
        isLoading={isLoading}
        error={error}
        onRetry={reload}
        onOpen={({ id }) => void navigate(`/imports/${id}`)}
        more={more}
        empty={
          <EmptyState title={told.empty}>
            {filter === "all" && (
              <Button type="primary" onClick={() => void navigate("/imports/new")}>
                {told.begin}
              </Button>
            )}
          </EmptyState>
        }
      />
    </Page>
  );
}

function useColumns(): Column<ImportRow>[] {
  const told = useWords(words);
  const text = useText();
  const sum = (row: ImportRow, name: "added" | "changed" | "gone") =>
    row.counts.reduce((total, count) => total + count[name], 0);
  const figure = (value: number) => (value === 0 ? <Nothing /> : <Figure value={value} />);
  return [
    {
      key: "when",
      title: told.when,
      width: 140,
      render: ({ id, askedAt }) => (
        <Link to={`/imports/${id}`}>
          <Moment at={askedAt} />
        </Link>
      ),
    },
    { key: "state", title: told.state, width: 110, render: (row) => <State row={row} /> },
    { key: "source", title: told.source, render: ({ source }) => <code>{source}</code> },
    {
      key: "kinds",
      title: told.kinds,
      render: ({ counts }) =>
        counts.length === 0 ? (
          <Nothing />
        ) : (
          <span className="import-kinds">
            {counts
              .slice(0, 2)
              .map(({ title }) => text(title))
              .join("、")}{" "}
            {counts.length > 2 && told.and(counts.length)}
          </span>
        ),
    },
    { key: "files", title: told.files, align: "right", render: ({ files }) => figure(files) },
    { key: "added", title: told.added, align: "right", render: (row) => figure(sum(row, "added")) },
    { key: "changed", title: told.changed, align: "right", render: (row) => figure(sum(row, "changed")) },
    { key: "gone", title: told.gone, align: "right", render: (row) => figure(sum(row, "gone")) },
    {
      key: "refused",
      title: told.refused,
      align: "right",
      render: ({ refusedTotal }) => figure(refusedTotal),
    },
    {
      key: "who",
      title: told.who,
      render: ({ actor }) => actor.name ?? (actor.id.startsWith("system") ? told.commandLine : actor.id),
    },
  ];
}

function State({ row }: { readonly row: ImportRow }) {
  return (
    <>
      <ImportState state={row.state} />{" "}
      {row.state === "running" && <Figure value={Math.floor(row.percent)} />}
      {row.state === "running" && "%"}
    </>
  );
}

const lookAgain = 2_000; // milliseconds

/** Pages by keyset; the first is looked at again while an import is under way. */
function useHistory(filter: Filter) {
  const [pages, setPages] = useState<{ rows: readonly ImportRow[]; next: string | undefined }>();
  const [error, setError] = useState<unknown>();
  const [isMore, setMore] = useState(false);
  const [asked, setAsked] = useState(0);
  const read = (after?: string) =>
    client.GET("/api/imports", {
      params: { query: { ...(filter === "all" ? {} : { state: filter }), ...(after ? { after } : {}) } },
    });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew by a filter, by hand and by the clock
  useEffect(() => {
    let isStale = false;
    void read().then((answer) => {
      if (isStale) return;
      setError(answer.error);
      if (answer.data) setPages({ rows: answer.data.rows, next: answer.data.next });
    });
    return () => {
      isStale = true;
    };
  }, [filter, asked]);
  const isLive = pages?.rows.some(({ state }) => isUnderWay(state)) ?? false;
  useEffect(() => {
    if (!isLive) return;
    const timer = setInterval(() => setAsked((count) => count + 1), lookAgain);
    return () => clearInterval(timer);
  }, [isLive]);
  const load = async () => {
    if (!pages?.next) return;
    setMore(true);
    const { data, error: failed } = await read(pages.next);
    setMore(false);
    setError(failed);
    if (data) setPages({ rows: [...pages.rows, ...data.rows], next: data.next });
  };
  return {
    rows: pages?.rows,
    error,
    isLoading: pages === undefined && !error,
    more: pages?.next ? { isLoading: isMore, load: () => void load() } : undefined,
    reload: () => setAsked((count) => count + 1),
  };
}
