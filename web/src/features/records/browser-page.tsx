import { Alert, Button, Select } from "antd";
import { useEffect, useRef } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { api, useMe } from "../../api/index.ts";
import { EmptyState, FilterBar, Loaded, Page, useText, useWords } from "../../ui/index.ts";
import { AddFilter } from "./add-filter.tsx";
import { isNarrowed } from "./choice.ts";
import { ColumnChooser } from "./column-chooser.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { RecordsExport } from "./records-export.tsx";
import { RecordsTable } from "./records-table.tsx";
import { TotalText } from "./total.tsx";
import type { Choice, KindView } from "./types.ts";
import { useChoice } from "./use-choice.ts";
import { useKinds } from "./use-kinds.ts";
import { useRecords } from "./use-records.ts";
import { ViewsMenu } from "./views-menu.tsx";

const words = {
  zh: {
    records: "业务记录",
    unknown: "没有这种记录，或您无权查看",
    back: "返回全部记录",
    search: "搜索：名称、单号、备注……（按 / 键）",
    enter: "录入",
    without: "不含源中已无的",
    with: "含源中已无的",
    only: "只看源中已无的",
    goneLabel: "源中已无的记录",
    behind: (count: number) =>
      `刚导入的 ${count.toLocaleString("zh-CN")} 个版本正在编入列表和搜索，稍后自动出现。`,
    slow: "按这一列排序没有索引，记录很多时会较慢。",
  },
  en: {
    records: "Records",
    unknown: "There is no such kind of record, or you may not read it",
    back: "Back to all records",
    search: "Search: a name, a number, a remark … (press /)",
    enter: "Enter",
    without: "Without what is gone",
    with: "With what is gone",
    only: "Only what is gone",
    goneLabel: "Records that are gone from their source",
    behind: (count: number) =>
      `${count.toLocaleString("en")} versions that were just imported are being added to lists and search; they appear by themselves.`,
    slow: "There is no index for this order: it is slower where there are many records.",
  },
};

/** The records of one kind. */
export default function BrowserPage() {
  const { kind: name = "" } = useParams();
  const word = useWords(words);
  const query = useKinds();
  return (
    <Loaded query={query}>
      {(kinds) => {
        const kind = kinds.find((one) => one.kind === name);
        if (kind) return <Browser key={name} kind={kind} />;
        return (
          <EmptyState title={word.unknown}>
            <Link to="/records">{word.back}</Link>
          </EmptyState>
        );
      }}
    </Loaded>
  );
}

const exporters = ["lead-auditor", "auditor", "finance"] as const;

function Browser({ kind }: { readonly kind: KindView }) {
  const word = useWords(words);
  const text = useText();
  const navigate = useNavigate();
  const { roles } = useMe();
  const [choice, change] = useChoice();
  const list = useRecords(kind.kind, choice);
  const mayEnter = api
    .useQuery("get", "/api/forms")
    .data?.some((form) => form.kind === kind.kind && form.mayEnter);
  const clear = () => change({ search: "", filters: [], gone: "without" });
  const sorted = kind.fields.find((field) => field.name === choice.sort);
  return (
    <Page
      title={text(kind.title)}
      trail={[{ title: word.records, path: "/records" }]}
      actions={
        <>
          <ViewsMenu kind={kind.kind} choice={choice} onChange={change} />
          <ColumnChooser kind={kind} chosen={choice.columns} onChange={(columns) => change({ columns })} />
          {exporters.some((role) => roles.includes(role)) && <RecordsExport kind={kind} choice={choice} />}
          {mayEnter && (
            <Button type="primary" onClick={() => navigate(`/records/${kind.kind}/new`)}>
              {word.enter}
            </Button>
          )}
        </>
      }
    >
      <SearchKey />
      <div className="records-search">
        <FilterBar
          search={choice.search}
          onSearch={(search) => change({ search })}
          placeholder={word.search}
          onClear={isNarrowed(choice) ? clear : undefined}
        >
          <AddFilter kind={kind} onAdd={(filter) => change({ filters: [...choice.filters, filter] })} />
          {(kind.count.gone > 0 || choice.gone !== "without") && (
            <Select<Choice["gone"]>
              aria-label={word.goneLabel}
              value={choice.gone}
              onChange={(gone) => change({ gone })}
              options={(["without", "with", "only"] as const).map((value) => ({ value, label: word[value] }))}
              popupMatchSelectWidth={false}
            />
          )}
        </FilterBar>
      </div>
      <div className="filter-chips">
        <FilterChips kind={kind} filters={choice.filters} onChange={(filters) => change({ filters })} />
        <span className="list-facts" role="status">
          {list.total && <TotalText total={list.total} />}
        </span>
      </div>
      {list.behind > 0 && <Alert className="refusal" type="info" showIcon title={word.behind(list.behind)} />}
      {sorted && !sorted.isSortedFast && kind.count.records > 10_000 && <p className="lead">{word.slow}</p>}
      <RecordsTable kind={kind} choice={choice} list={list} onChange={change} />
    </Page>
  );
}

/** The key `/` leads to the search, from wherever nothing is being typed. */
function SearchKey() {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      place.current?.parentElement?.querySelector<HTMLInputElement>(".search-field input")?.focus();
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return <span ref={place} />;
}
