import { Link } from "react-router";
import { api } from "../../api/index.ts";
import { EmptyState, Loaded, Section, useText, useWords } from "../../ui/index.ts";
import { Cell } from "./cell.tsx";
import { shownFields } from "./default-columns.ts";
import { Highlight } from "./highlight.tsx";
import { TotalText } from "./total.tsx";
import type { FieldView, KindView, RecordRow } from "./types.ts";

const words = {
  zh: { nothing: "没有找到包含这些词的记录", hint: "换一个词，或只写单号的开头部分。", all: "查看全部" },
  en: {
    nothing: "No record holds these words",
    hint: "Try another word, or only the beginning of a number.",
    all: "Show all",
  },
};

/** What was found, kind by kind. */
export function SearchResults({
  text,
  kinds,
}: {
  readonly text: string;
  readonly kinds: readonly KindView[];
}) {
  const word = useWords(words);
  const title = useText();
  const query = api.useQuery("get", "/api/search", { params: { query: { q: text, limit: 5 } } });
  return (
    <Loaded query={query}>
      {(found) => {
        if (found.kinds.length === 0) return <EmptyState title={word.nothing}>{word.hint}</EmptyState>;
        return found.kinds.map(({ kind: name, total, rows }) => {
          const kind = kinds.find((one) => one.kind === name);
          if (!kind) return null;
          const all = `/records/${name}?${new URLSearchParams({ search: text })}`;
          return (
            <Section
              key={name}
              title={
                <>
                  {title(kind.title)}{" "}
                  <small className="found-count">
                    <TotalText total={total} />
                  </small>
                </>
              }
              extra={total.count > rows.length && <Link to={all}>{word.all}</Link>}
            >
              <ul className="found-rows">
                {rows.map((row) => (
                  <FoundRow key={row.record} kind={kind} row={row} hits={found.words} />
                ))}
              </ul>
            </Section>
          );
        });
      }}
    </Loaded>
  );
}

function FoundRow({
  kind,
  row,
  hits,
}: {
  readonly kind: KindView;
  readonly row: RecordRow;
  readonly hits: readonly string[];
}) {
  const title = useText();
  const shown = shownFields(kind, []).filter(
    ({ name }) => row.fields[name] !== undefined && row.fields[name] !== row.key,
  );
  const elsewhere = kind.fields.filter((field) => !shown.includes(field) && isHit(row, field, hits));
  return (
    <li>
      <Link to={`/records/${row.kind}/${row.record}`}>
        <Highlight text={row.key} words={hits} />
      </Link>
      <span className="found-values">
        {[...shown, ...elsewhere].map((field) => (
          <span key={field.name} title={title(field)}>
            <Cell field={field} row={row} hits={hits} />
          </span>
        ))}
      </span>
    </li>
  );
}

function isHit(row: RecordRow, { name }: FieldView, hits: readonly string[]): boolean {
  const value = row.fields[name];
  return (
    typeof value === "string" && value !== row.key && hits.some((hit) => value.toLowerCase().includes(hit))
  );
}
