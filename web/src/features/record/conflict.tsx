import { Alert, Button, Radio } from "antd";
import { useState } from "react";
import { useText, useWords } from "../../ui/index.ts";
import type { FormField, FormView, RecordView } from "./model.ts";
import type { Typed } from "./typed-values.ts";
import { momentText } from "./values.tsx";

const words = {
  zh: {
    stale: (n: number) => `在您填写期间，这条记录已被改为第 ${n} 版。请逐项选择要保留的内容。`,
    by: (who: string, why: string) => `最近一次修改：${who}${why && `，理由：${why}`}`,
    field: "字段",
    seen: "您看到的",
    now: "现在的内容",
    wanted: "您要改为",
    empty: "（空）",
    go: "按所选内容继续",
  },
  en: {
    stale: (n: number) =>
      `While you were writing, this record became version ${n}. Choose field by field what is to stand.`,
    by: (who: string, why: string) => `Last changed by ${who}${why && `: ${why}`}`,
    field: "Field",
    seen: "What you saw",
    now: "As it stands now",
    wanted: "What you wanted",
    empty: "(empty)",
    go: "Go on with these",
  },
};

/** A stale save: both texts side by side, and nothing is saved until the person has chosen. */
export function Conflict(props: {
  readonly view: RecordView;
  readonly form: FormView;
  readonly seen: Typed;
  readonly wanted: Typed;
  readonly now: Typed;
  onResolved(typed: Typed): void;
}) {
  const { view, form, seen, wanted, now, onResolved } = props;
  const word = useWords(words);
  const text = useText();
  const last = view.versions.at(-1);
  const differing = form.fields.filter(
    ({ place }) => wanted[place] !== seen[place] || now[place] !== seen[place],
  );
  // What only one of the two changed needs no question, but is shown.
  const [kept, setKept] = useState<Record<string, "now" | "wanted">>(() =>
    Object.fromEntries(
      differing.map(({ place }) => [place, wanted[place] === seen[place] ? "now" : "wanted"]),
    ),
  );
  const resolve = () => {
    const chosen = differing.map(({ place }) => [place, (kept[place] === "now" ? now : wanted)[place] ?? ""]);
    onResolved({ ...now, ...Object.fromEntries(chosen) });
  };
  const shown = (field: FormField, from: Typed) => {
    const value = from[field.place] ?? "";
    if (value === "") return <span className="quiet">{word.empty}</span>;
    return field.type === "time" ? momentText(String(value)) : String(value);
  };
  return (
    <div className="conflict">
      <Alert
        role="alert"
        type="warning"
        showIcon
        title={word.stale(view.version)}
        description={last && word.by(last.actor.name ?? last.actor.id, last.reason ?? "")}
      />
      <div className="related-scroll">
        <table className="conflict-table">
          <thead>
            <tr>
              <th>{word.field}</th>
              <th>{word.seen}</th>
              <th>{word.now}</th>
              <th>{word.wanted}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map((field) => {
              const { place } = field;
              const title = text(field.title);
              const choice = (which: "now" | "wanted", from: Typed) => (
                <Radio
                  name={`keep-${place}`}
                  checked={kept[place] === which}
                  onChange={() => setKept((before) => ({ ...before, [place]: which }))}
                >
                  {shown(field, from)}
                </Radio>
              );
              return (
                <tr key={place}>
                  <th scope="row">{title}</th>
                  <td>{shown(field, seen)}</td>
                  <td>{choice("now", now)}</td>
                  <td>{choice("wanted", wanted)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <div className="form-actions">
        <Button type="primary" onClick={resolve}>
          {word.go}
        </Button>
      </div>
    </div>
  );
}
