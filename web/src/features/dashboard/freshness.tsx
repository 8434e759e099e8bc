import { Progress } from "antd";
import { Day, Figure, Moment, useText, useWords } from "../../ui/index.ts";
import type { Dashboard } from "./types.ts";

const words = {
  zh: {
    asOf: "数据截至",
    imported: "最近导入",
    rows: "行",
    examined: "最近检测",
    none: "还没有导入记录",
    import: "导入",
    run: "检测",
    waiting: "等待开始",
  },
  en: {
    asOf: "Data up to",
    imported: "last import",
    rows: "rows",
    examined: "last examined",
    none: "No records yet",
    import: "Import",
    run: "Detection",
    waiting: "waiting",
  },
};

/** How old what one sees is, and what is under way. */
export function Freshness({ freshness }: { readonly freshness: Dashboard["freshness"] }) {
  const text = useWords(words);
  const told = useText();
  const { asOf, workedOutAt, lastImport, underWay, hasRecords } = freshness;
  return (
    <>
      {!hasRecords && text.none}
      {asOf && (
        <>
          {text.asOf} <Day day={asOf} />
        </>
      )}
      {lastImport && (
        <>
          {asOf ? " · " : ""}
          {text.imported} <Moment at={lastImport.at} /> ({lastImport.source},{" "}
          <Figure value={lastImport.records} /> {text.rows})
        </>
      )}
      {workedOutAt && (
        <>
          {" · "}
          {text.examined} <Moment at={workedOutAt} />
        </>
      )}
      {underWay.map(({ name, percent, words: doing }) => (
        <span className="under-way-line" key={name} role="status">
          <span>{name === "records.import" ? text.import : text.run}</span>
          <Progress percent={Math.round(percent)} size="small" />
          <span>{doing ? told(doing) : text.waiting}</span>
        </span>
      ))}
    </>
  );
}
