import { Alert, Button, Select } from "antd";
import { StatusTag, useText, useWords } from "../../ui/index.ts";
import { formatBytes } from "./bytes.ts";
import { CurrencyChoice } from "./currency-choice.tsx";
import { asKind, changeSource, unmetNeeds, withoutRule } from "./draft.ts";
import type { Editing } from "./editing.ts";
import type { Kind, Source } from "./types.ts";

const words = {
  zh: {
    kind: "这张表是",
    leaveOut: "不导入这张表",
    likely: "可能的种类",
    all: "全部种类",
    sure: (percent: number) => `把握 ${percent}%`,
    kept: "与上次相同",
    chosen: "由您指定",
    unknown: "看不出这张表是哪类数据。请选择种类，或选择不导入。",
    needs: (fields: string) => `还需指定哪一列是${fields}。请在下表中为相应的列选择该字段。`,
    or: "或",
    double:
      "表头可能占了两行：第一行数据看起来也是标题。该行会列入拒收明细；如各列名称不完整，请把表头并为一行后重新上传。",
    noRows: "只有表头，没有数据行。",
    rule: (rule: string, kind: string) => `${rule}的行按“${kind}”导入`,
    starts: (column: string, value: string) => `“${column}”以 ${value} 开头`,
    equals: (column: string, value: string) => `“${column}”为 ${value}`,
    matches: (column: string, value: string) => `“${column}”符合 ${value}`,
    dropRule: "不区分，全部按主种类导入",
    format: { csv: "文本表格", xlsx: "Excel", jsonl: "JSON Lines", json: "JSON", parquet: "Parquet" },
    delimiter: "分隔符",
    tab: "制表符",
  },
  en: {
    kind: "This table holds",
    leaveOut: "Leave this table out",
    likely: "Likely kinds",
    all: "All kinds",
    sure: (percent: number) => `${percent} % sure`,
    kept: "as last time",
    chosen: "chosen by you",
    unknown: "It is not clear what this table holds. Choose its kind, or leave it out.",
    needs: (fields: string) => `Which column is ${fields}? Choose that field for it in the table below.`,
    or: " or ",
    double:
      "The header may take two rows: the first row of data looks like a heading as well. It will be among the refused rows; if names of columns are incomplete, join the header into one row and send the file again.",
    noRows: "There is a header and no row below it.",
    rule: (rule: string, kind: string) => `Rows whose ${rule} are imported as ${kind}`,
    starts: (column: string, value: string) => `${column} starts with ${value}`,
    equals: (column: string, value: string) => `${column} is ${value}`,
    matches: (column: string, value: string) => `${column} matches ${value}`,
    dropRule: "Make no difference between rows",
    format: { csv: "text table", xlsx: "Excel", jsonl: "JSON Lines", json: "JSON", parquet: "Parquet" },
    delimiter: "delimiter",
    tab: "tab",
  },
};

/** What the table is as a whole, what is open about it, and what only a person can say. */
export function TableHead(editing: Editing) {
  const { table, source, plan, at, kinds, onPlan } = editing;
  const told = useWords(words);
  const text = useText();
  const change = (next: Source) => onPlan(changeSource(plan, at, () => next));
  const unmet = unmetNeeds(source, kinds);
  const kind = kinds.find(({ name }) => name === source.kind);
  const titleOf = (field: string) => {
    const title = kind?.fields.find(({ name }) => name === field)?.title;
    return title ? `“${text(title)}”` : field;
  };
  return (
    <div className="table-head">
      <h2>
        {table.path}
        {table.member !== undefined && ` › ${table.member}`}
      </h2>
      <p className="lead">
        {told.format[table.format]} · {formatBytes(table.bytes)}
        {table.encoding && ` · ${table.encoding}`}
        {table.delimiter && ` · ${told.delimiter} ${table.delimiter === "\t" ? told.tab : table.delimiter}`}
      </p>
      <div className="table-kind">
        <div>
          <label className="import-label" htmlFor="import-kind">
            {told.kind}
          </label>
          <KindSelect {...editing} onKind={(name) => change(asKind(table, source, name, kinds))} />
        </div>
        <Confidence {...editing} />
      </div>
      {table.rows === 0 && <Alert type="info" showIcon title={told.noRows} />}
      {source.kind === "none" && table.source.kind === "none" && table.rows > 0 && (
        <Alert type="warning" showIcon title={told.unknown} />
      )}
      {unmet.map((group) => (
        <Alert
          key={group.join()}
          type="error"
          showIcon
          title={told.needs(group.map(titleOf).join(told.or))}
        />
      ))}
      {table.doubleHeader && <Alert type="warning" showIcon title={told.double} />}
      <CurrencyChoice {...editing} />
      {(source.alsoKinds ?? []).map((also, i) => (
        <Alert
          key={JSON.stringify(also.when)}
          type="info"
          showIcon
          title={told.rule(ruleText(also.when, told), titleOfKind(also.kind, kinds, text))}
          action={
            <Button size="small" type="text" onClick={() => change(withoutRule(source, i))}>
              {told.dropRule}
            </Button>
          }
        />
      ))}
    </div>
  );
}

function titleOfKind(name: string, kinds: readonly Kind[], text: ReturnType<typeof useText>): string {
  const title = kinds.find((kind) => kind.name === name)?.title;
  return title ? text(title) : name;
}

type When = NonNullable<Source["alsoKinds"]>[number]["when"];

function ruleText(when: When, told: (typeof words)["zh"]): string {
  if ("startsWith" in when) return told.starts(when.column, when.startsWith);
  if ("equals" in when) return told.equals(when.column, [when.equals].flat().join("、"));
  return told.matches(when.column, when.matches);
}

function Confidence({ table, source }: Editing) {
  const told = useWords(words);
  if (source.kind === "none") return null;
  if (source.kind !== table.source.kind) return <StatusTag tone="neutral">{told.chosen}</StatusTag>;
  if (table.isKept) return <StatusTag tone="good">{told.kept}</StatusTag>;
  const { confidence } = table;
  const tone = confidence >= 0.7 ? "good" : confidence >= 0.45 ? "warning" : "bad";
  return <StatusTag tone={tone}>{told.sure(Math.round(100 * confidence))}</StatusTag>;
}

const likelyShown = 4;

function KindSelect({ table, source, kinds, onKind }: Editing & { onKind(kind: Source["kind"]): void }) {
  const told = useWords(words);
  const text = useText();
  const likely = table.candidates.slice(0, likelyShown).map(({ kind }) => kind as string);
  const option = ({ name, title }: Kind) => ({ value: name as Source["kind"], label: text(title) });
  const inOrder = likely.flatMap((name) => kinds.filter((kind) => kind.name === name));
  return (
    <Select<Source["kind"]>
      id="import-kind"
      className="kind-select"
      showSearch={{ optionFilterProp: "label" }}
      value={source.kind}
      onChange={onKind}
      options={[
        { label: told.leaveOut, options: [{ value: "none" as const, label: told.leaveOut }] },
        { label: told.likely, options: inOrder.map(option) },
        { label: told.all, options: kinds.filter(({ name }) => !likely.includes(name)).map(option) },
      ]}
    />
  );
}
