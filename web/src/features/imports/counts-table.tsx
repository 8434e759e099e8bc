import { type Column, DataTable, Figure, Nothing, useText, useWords } from "../../ui/index.ts";
import type { Count } from "./types.ts";

const words = {
  zh: {
    caption: "各类记录的变化",
    kind: "数据种类",
    observed: "读到行数",
    added: "新增",
    changed: "变更",
    unchanged: "未变",
    returned: "重新出现",
    gone: "消失",
  },
  en: {
    caption: "What becomes of each kind",
    kind: "Kind",
    observed: "Rows read",
    added: "New",
    changed: "Changed",
    unchanged: "Unchanged",
    returned: "Came back",
    gone: "Gone",
  },
};

const columns = ["observed", "added", "changed", "unchanged", "returned", "gone"] as const;

/** What an import does, or would do, to the records of each kind. */
export function CountsTable({ counts }: { readonly counts: readonly Count[] }) {
  const told = useWords(words);
  const text = useText();
  const shown = columns.filter(
    (name) => !["returned", "gone"].includes(name) || counts.some((count) => count[name] > 0),
  );
  const all: Column<Count>[] = [
    { key: "kind", title: told.kind, render: ({ title }) => text(title) },
    ...shown.map(
      (name): Column<Count> => ({
        key: name,
        title: told[name],
        align: "right",
        render: (count) => (count[name] === 0 ? <Nothing /> : <Figure value={count[name]} />),
      }),
    ),
  ];
  return <DataTable caption={told.caption} rows={counts} columns={all} keyOf={({ kind }) => kind} />;
}
