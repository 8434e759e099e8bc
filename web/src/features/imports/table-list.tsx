import {
  CheckCircleFilled,
  ExclamationCircleFilled,
  MinusCircleOutlined,
  QuestionCircleFilled,
} from "@ant-design/icons";
import { Figure, useText, useWords } from "../../ui/index.ts";
import { type Certainty, certaintyOf } from "./draft.ts";
import type { Kind, Plan, PreviewTable } from "./types.ts";

const words = {
  zh: {
    list: "文件与工作表",
    rows: "行",
    none: "不导入",
    sure: "已识别",
    doubtful: "请核对",
    open: "需要处理",
    "left-out": "不导入",
  },
  en: {
    list: "Files and sheets",
    rows: "rows",
    none: "left out",
    sure: "recognised",
    doubtful: "please check",
    open: "needs you",
    "left-out": "left out",
  },
};

const signs: Record<Certainty, typeof CheckCircleFilled> = {
  sure: CheckCircleFilled,
  doubtful: QuestionCircleFilled,
  open: ExclamationCircleFilled,
  "left-out": MinusCircleOutlined,
};

interface Props {
  readonly tables: readonly PreviewTable[];
  readonly plan: Plan;
  readonly kinds: readonly Kind[];
  readonly at: number;
  onChoose(at: number): void;
}

/** All tables with what they were taken for, told by sign, colour and word. */
export function TableList({ tables, plan, kinds, at, onChoose }: Props) {
  const told = useWords(words);
  const text = useText();
  return (
    <nav className="table-list" aria-label={told.list}>
      {tables.map((table, i) => {
        const source = plan.mapping.sources[i];
        if (!source) return null;
        const certainty = certaintyOf(table, source, kinds);
        const Sign = signs[certainty];
        const kind = kinds.find(({ name }) => name === source.kind);
        return (
          <button
            type="button"
            key={`${table.path} ${table.member ?? ""}`}
            className={i === at ? "table-choice is-chosen" : "table-choice"}
            aria-current={i === at}
            onClick={() => onChoose(i)}
          >
            <Sign className={`sign-${certainty}`} title={told[certainty]} />
            <span className="table-name">
              {table.path}
              {table.member !== undefined && <span className="table-member"> › {table.member}</span>}
            </span>
            <span className="table-about">
              {kind ? text(kind.title) : told.none} · <Figure value={table.rows} /> {told.rows}
              {certainty !== "sure" && certainty !== "left-out" && (
                <span className={`sign-${certainty}`}> · {told[certainty]}</span>
              )}
            </span>
          </button>
        );
      })}
    </nav>
  );
}
