import { Link } from "react-router";
import { Section, useWords } from "../../ui/index.ts";
import type { RecordView } from "./model.ts";

const words = {
  zh: {
    title: "来源中的原始行",
    at: (file: string, row: number) => `${file} 第 ${row} 行`,
    import: (batch: string) => `第 ${batch} 次导入`,
    column: "列",
    value: "原文",
  },
  en: {
    title: "The source's own row",
    at: (file: string, row: number) => `${file}, row ${row}`,
    import: (batch: string) => `import ${batch}`,
    column: "Column",
    value: "As it stood",
  },
};

/** The row as the source last wrote it, before anything was made of it. */
export function SourceRow({ view }: { readonly view: RecordView }) {
  const word = useWords(words);
  if (view.sourceRow.length === 0) return null;
  const from = view.versions.findLast(({ origin, gone }) => origin === "import" && !gone);
  const place =
    from?.file !== undefined && from.sourceRow !== undefined ? word.at(from.file, from.sourceRow) : "";
  return (
    <Section
      title={word.title}
      extra={
        from && (
          <span className="quiet">
            {place} {" · "}
            <Link to={`/imports/${from.batch}`}>{word.import(from.batch)}</Link>
          </span>
        )
      }
    >
      <table className="source-row" aria-label={word.title}>
        <tbody>
          {view.sourceRow.map(({ column, value }) => (
            <tr key={column}>
              <th scope="row">{column}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
