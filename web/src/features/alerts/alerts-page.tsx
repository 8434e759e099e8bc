import { DownloadOutlined, FilterOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Drawer, Grid, Segmented } from "antd";
import { useState } from "react";
import { api } from "../../api/index.ts";
import {
  EmptyState,
  Figure,
  FilterBar,
  LoadingState,
  Money,
  Page,
  RefusalAlert,
  useLanguage,
  useWords,
} from "../../ui/index.ts";
import { AlertActions } from "./alert-actions.tsx";
import { AlertRows } from "./alert-rows.tsx";
import { Facets } from "./facets.tsx";
import { type Filters, useFilters } from "./filters.ts";
import { LastRun } from "./last-run.tsx";
import type { AlertStatus } from "./types.ts";
import { useAlertList, usePatchRows } from "./use-alert-list.ts";
import { useLive } from "./use-live.ts";

const words = {
  zh: {
    title: "疑点",
    search: "姓名、客户、单号",
    filter: "筛选",
    sort: "排序",
    risk: "风险",
    amount: "金额",
    newest: "最新",
    export: "导出 CSV",
    total: "个疑点",
    sum: "逐条合计",
    selected: "已选",
    unselect: "取消选择",
    fresh: (n: number) => `有 ${n} 个新疑点或变化，点击显示`,
    offline: "实时更新已中断，正在重新连接…",
    none: "没有符合条件的疑点",
    noneYet: "还没有疑点",
    noneYetText: "导入数据后会自动检测；也可以现在运行一次。",
    clear: "清除筛选",
    more: "加载更多",
    keys: "j / k 上下，x 选择，Enter 打开，/ 搜索",
  },
  en: {
    title: "Alerts",
    search: "Name, customer, document number",
    filter: "Filter",
    sort: "Order",
    risk: "Risk",
    amount: "Amount",
    newest: "Newest",
    export: "Export CSV",
    total: "alerts",
    sum: "amounts added up",
    selected: "Selected",
    unselect: "Clear selection",
    fresh: (n: number) =>
      n === 1 ? "1 alert is new or has changed: show" : `${n} alerts are new or have changed: show`,
    offline: "Live updates are interrupted; connecting again…",
    none: "No alert fits the filter",
    noneYet: "There are no alerts yet",
    noneYetText: "The detectors run after every import; you can also run them now.",
    clear: "Clear filters",
    more: "Load more",
    keys: "j / k to walk, x selects, Enter opens, / searches",
  },
};

export default function AlertsPage() {
  const text = useWords(words);
  const filters = useFilters();
  const { xl = true } = Grid.useBreakpoint();
  const [isFiltering, setFiltering] = useState(false);
  const list = useAlertList(filters.query);
  const { sort: _, ...filter } = filters.query;
  const counts = api.useQuery("get", "/api/alerts/counts", { params: { query: filter } });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const chosen = (list.rows ?? []).filter(({ id }) => selected.has(id));
  return (
    <Page title={text.title} lead={<LastRun />} actions={<ExportButton filters={filters} />}>
      <FilterBar
        search={filters.query.q ?? ""}
        placeholder={text.search}
        onSearch={(q) => filters.set({ q: q.trim() || undefined })}
        onClear={filters.isNarrowed ? filters.clear : undefined}
      >
        {!xl && (
          <Button icon={<FilterOutlined />} onClick={() => setFiltering(true)}>
            {text.filter}
          </Button>
        )}
        <Segmented
          aria-label={text.sort}
          value={filters.query.sort ?? "risk"}
          options={(["risk", "amount", "newest"] as const).map((value) => ({ value, label: text[value] }))}
          onChange={(sort) => filters.set({ sort: sort === "risk" ? undefined : sort })}
        />
        {counts.data && (
          <span className="list-total">
            <span>
              <Figure value={counts.data.total} /> {text.total}
            </span>
            {counts.data.amounts
              .filter(({ amount }) => amount !== "0")
              .slice(0, 3)
              .map(({ amount, currency }, i) => (
                <span key={currency}>
                  {i === 0 && `${text.sum} `}
                  <Money minor={amount} currency={currency} />
                </span>
              ))}
          </span>
        )}
      </FilterBar>
      <div className="alerts-layout">
        {xl && <Facets counts={counts.data} filters={filters} />}
        <div className="alerts-main">
          <Fresh onShow={() => setSelected(new Set())} />
          <List list={list} filters={filters} selected={selected} onSelect={setSelected} />
          {chosen.length > 0 && (
            <section className="bulk-bar" aria-label={text.selected}>
              <span>
                {text.selected} <Figure value={chosen.length} />
              </span>
              <AlertActions items={chosen} onTaken={() => setSelected(new Set())} />
              <Button type="text" onClick={() => setSelected(new Set())}>
                {text.unselect}
              </Button>
            </section>
          )}
          <p className="keys-hint">{text.keys}</p>
        </div>
      </div>
      {!xl && (
        <Drawer
          title={text.filter}
          placement="right"
          size={320}
          open={isFiltering}
          onClose={() => setFiltering(false)}
        >
          <Facets counts={counts.data} filters={filters} />
        </Drawer>
      )}
    </Page>
  );
}

function List(props: {
  readonly list: ReturnType<typeof useAlertList>;
  readonly filters: Filters;
  readonly selected: ReadonlySet<string>;
  onSelect(ids: ReadonlySet<string>): void;
}) {
  const { list, filters, selected, onSelect } = props;
  const text = useWords(words);
  if (list.error && !list.rows)
    return <RefusalAlert error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.rows) return <LoadingState rows={12} />;
  if (list.rows.length === 0) {
    return filters.isNarrowed ? (
      <EmptyState title={text.none}>
        <Button onClick={filters.clear}>{text.clear}</Button>
      </EmptyState>
    ) : (
      <EmptyState title={text.noneYet}>
        <p>{text.noneYetText}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <AlertRows rows={list.rows} selected={selected} onSelect={onSelect} />
      {list.hasNextPage && (
        <Button
          className="load-more"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {text.more}
        </Button>
      )}
    </>
  );
}

/** Changes alter rows where they stand; what is new waits behind a bar, so that nothing jumps under the hand. */
function Fresh({ onShow }: { onShow(): void }) {
  const text = useWords(words);
  const queries = useQueryClient();
  const patch = usePatchRows();
  const [waiting, setWaiting] = useState(0);
  const isUp = useLive(({ raised, changed, alerts }) => {
    patch(
      new Map(
        alerts.map(({ id, status, revision, found, assignee }) => [
          id,
          { status: status as AlertStatus, revision, found, assignee: assignee ?? undefined },
        ]),
      ),
    );
    // What a person did is seen where it stands; what a run said is read again when it is asked for.
    const byPeople = alerts.filter(({ by }) => by).length;
    setWaiting((old) => old + raised + Math.max(0, changed - byPeople));
    void queries.invalidateQueries({ queryKey: ["get", "/api/alerts/counts"] });
    void queries.invalidateQueries({ queryKey: ["get", "/api/runs"] });
  });
  const show = async () => {
    onShow();
    setWaiting(0);
    await queries.resetQueries({ queryKey: ["alerts-list"] });
  };
  return (
    <div role="status" className="fresh">
      {!isUp && <span className="offline">{text.offline}</span>}
      {waiting > 0 && (
        <Button block onClick={() => void show()}>
          {text.fresh(waiting)}
        </Button>
      )}
    </div>
  );
}

function ExportButton({ filters }: { readonly filters: Filters }) {
  const text = useWords(words);
  const language = useLanguage();
  const { sort: _, ...filter } = filters.query;
  const save = async () => {
    const query = new URLSearchParams(filter as Record<string, string>);
    const headers = { "accept-language": language === "zh" ? "zh-CN" : "en" };
    const answer = await fetch(`/api/alerts/export?${query}`, { headers });
    if (!answer.ok) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = "alerts.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Button icon={<DownloadOutlined />} onClick={() => void save()}>
      {text.export}
    </Button>
  );
}
