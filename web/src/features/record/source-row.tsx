import { Section, useWords } from "../../ui/index.ts";
import { FilePlace } from "./file-place.tsx";
import { ImportLink } from "./import-link.tsx";
import type { RecordView } from "./model.ts";

const words = {
  zh: {
    title: "来源中的原始行",
  },
  en: {
    title: "The source's own row",
  },
};

/** The row as the source last wrote it, before anything was made of it. */
export function SourceRow({ view }: { readonly view: RecordView }) {
  const word = useWords(words);
  if (view.sourceRow.length === 0) return null;
  const from = view.versions.findLast(({ origin, gone }) => origin === "import" && !gone);
  return (
    <Section
      title={word.title}
      extra={
        from && (
          <span className="quiet">
            <FilePlace version={from} /> {" · "}
            <ImportLink batch={from.batch} />
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
