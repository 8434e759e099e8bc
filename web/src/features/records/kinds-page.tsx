import { Button } from "antd";
import { Link, useSearchParams } from "react-router";
import { api } from "../../api/index.ts";
import { EmptyState, Figure, FilterBar, Loaded, Page, useText, useWords } from "../../ui/index.ts";
import { SearchResults } from "./search-results.tsx";
import type { KindView } from "./types.ts";
import { useKinds } from "./use-kinds.ts";

const words = {
  zh: {
    title: "业务记录",
    lead: "各系统说过的每一句话都留有版本。选择一种记录浏览，或在全部记录中搜索。",
    search: "在全部记录中搜索：公司名、单号、备注……",
    records: "条",
    versions: "个版本",
    gone: "条源中已无",
    moreThan: "超过",
    empty: "还没有任何记录",
    emptyLead: "导入文件，或手工录入第一条记录。",
    importFiles: "导入文件",
    enter: "录入记录",
    none: "尚无记录的类型",
  },
  en: {
    title: "Records",
    lead: "Whatever a system has said is kept, version by version. Choose a kind to browse, or search them all.",
    search: "Search all records: a company, a number, a remark …",
    records: "records",
    versions: "versions",
    gone: "gone from their source",
    moreThan: "more than",
    empty: "There are no records yet",
    emptyLead: "Import files, or enter the first record by hand.",
    importFiles: "Import files",
    enter: "Enter a record",
    none: "Kinds without a record",
  },
};

/** What there is, and the search in all of it. */
export default function KindsPage() {
  const word = useWords(words);
  const [address, setAddress] = useSearchParams();
  const text = address.get("q") ?? "";
  const query = useKinds();
  const mayEnter = api.useQuery("get", "/api/forms").data?.some((form) => form.mayEnter) ?? false;
  const onSearch = (q: string) => setAddress(q === "" ? {} : { q }, { replace: true });
  return (
    <Page
      title={word.title}
      lead={word.lead}
      actions={
        mayEnter && (
          <Link to="/records/new">
            <Button>{word.enter}</Button>
          </Link>
        )
      }
    >
      <div className="records-search">
        <FilterBar search={text} onSearch={onSearch} placeholder={word.search} />
      </div>
      <Loaded query={query}>
        {(kinds) =>
          text.trim() === "" ? <Kinds kinds={kinds} /> : <SearchResults text={text} kinds={kinds} />
        }
      </Loaded>
    </Page>
  );
}

function Kinds({ kinds }: { readonly kinds: readonly KindView[] }) {
  const word = useWords(words);
  const title = useText();
  const there = kinds.filter(({ count }) => count.versions > 0);
  const empty = kinds.filter(({ count }) => count.versions === 0);
  if (there.length === 0) {
    return (
      <EmptyState title={word.empty}>
        <p>{word.emptyLead}</p>
        <Link to="/imports/new">{word.importFiles}</Link>
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="kind-grid">
        {there.map((kind) => (
          <li key={kind.kind}>
            <Link to={`/records/${kind.kind}`}>
              <strong>{title(kind.title)}</strong>
              <Count count={kind.count} />
            </Link>
          </li>
        ))}
      </ul>
      {empty.length > 0 && (
        <p className="kinds-empty">
          {word.none}
          {": "}
          {empty.map((kind, i) => (
            <span key={kind.kind}>
              {i > 0 && " · "}
              <Link to={`/records/${kind.kind}`}>{title(kind.title)}</Link>
            </span>
          ))}
        </p>
      )}
    </>
  );
}

function Count({ count }: { readonly count: KindView["count"] }) {
  const word = useWords(words);
  const { records, versions, gone, isExact } = count;
  return (
    <span className="kind-count">
      <span className="kind-records">
        {!isExact && `${word.moreThan} `}
        <Figure value={records} /> {word.records}
      </span>
      <small>
        {isExact && (
          <>
            <Figure value={versions} /> {word.versions}
          </>
        )}
        {gone > 0 && (
          <>
            {" · "}
            <Figure value={gone} /> {word.gone}
          </>
        )}
      </small>
    </span>
  );
}
