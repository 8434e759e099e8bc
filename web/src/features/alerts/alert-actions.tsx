import { Button, Select } from "antd";
import { useState } from "react";
import { api, useMe } from "../../api/index.ts";
import { useTell, useWords } from "../../ui/index.ts";
import { StepDialog, type WordyKind } from "./step-dialog.tsx";
import type { AlertRow, AlertStep } from "./types.ts";
import { useTakeStep } from "./use-take-step.tsx";

const words = {
  zh: {
    review: "开始核查",
    confirm: "确认属实",
    clear: "排除",
    duplicate: "重复…",
    reopen: "重新打开",
    assign: "负责人",
    nobody: "无人负责",
    me: (name: string) => `${name}（我）`,
    done: "已保存",
  },
  en: {
    review: "Begin review",
    confirm: "Confirm",
    clear: "Clear",
    duplicate: "Duplicate…",
    reopen: "Reopen",
    assign: "Assignee",
    nobody: "Nobody",
    me: (name: string) => `${name} (me)`,
    done: "Saved",
  },
};

type Item = Pick<AlertRow, "id" | "revision" | "status" | "assignee">;

interface AlertActionsProps {
  readonly items: readonly Item[];
  onTaken?(): void;
}

/** What may be done next with these alerts: the steps that all of them allow. */
export function AlertActions({ items, onTaken }: AlertActionsProps) {
  const text = useWords(words);
  const takeStep = useTakeStep();
  const tell = useTell();
  // As they stood when the dialog opened: a decision is about what was in front of whoever made it.
  const [asking, setAsking] = useState<{ readonly kind: WordyKind; readonly items: readonly Item[] }>();
  const [isBusy, setBusy] = useState(false);
  const isOpen = items.every(({ status }) => status === "open");
  const isUndecided = items.every(({ status }) => status === "open" || status === "in-review");
  const isStarted = items.every(({ status }) => status !== "open");

  const ask = (kind: WordyKind) => setAsking({ kind, items });
  const take = async (step: AlertStep, of = items) => {
    setBusy(true);
    const isTaken = await takeStep(of, step);
    setBusy(false);
    if (isTaken) {
      tell(text.done);
      onTaken?.();
    }
    return isTaken;
  };
  return (
    <div className="alert-actions">
      <Assignee
        items={items}
        isBusy={isBusy}
        assign={(assignee) => void take({ kind: "assigned", ...assignee })}
      />
      {isOpen && (
        <Button loading={isBusy} onClick={() => void take({ kind: "reviewed" })}>
          {text.review}
        </Button>
      )}
      {isUndecided && (
        <>
          <Button onClick={() => ask("duplicate")}>{text.duplicate}</Button>
          <Button onClick={() => ask("cleared")}>{text.clear}</Button>
          <Button type="primary" danger onClick={() => ask("confirmed")}>
            {text.confirm}
          </Button>
        </>
      )}
      {isStarted && <Button onClick={() => ask("reopened")}>{text.reopen}</Button>}
      {asking && (
        <StepDialog
          kind={asking.kind}
          count={asking.items.length}
          take={(step) => take(step, asking.items)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}

function Assignee(props: {
  readonly items: readonly Item[];
  readonly isBusy: boolean;
  assign(who: { assignee?: string }): void;
}) {
  const text = useWords(words);
  const { id: me } = useMe();
  const { data: people = [] } = api.useQuery("get", "/api/alerts/assignees", {}, { staleTime: 300_000 });
  const [first, ...rest] = props.items.map(({ assignee }) => assignee?.id ?? "");
  const isSame = rest.every((one) => one === first);
  const mine = people.filter(({ id }) => id === me);
  const others = people.filter(({ id }) => id !== me);
  return (
    <Select
      className="assignee-select"
      aria-label={text.assign}
      placeholder={text.assign}
      showSearch={{ optionFilterProp: "label" }}
      disabled={props.isBusy}
      popupMatchSelectWidth={false}
      value={isSame ? (first ?? "") : null}
      options={[
        { value: "", label: text.nobody },
        ...mine.map(({ id, name }) => ({ value: id, label: text.me(name) })),
        ...others.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(value: string) => props.assign(value === "" ? {} : { assignee: value })}
    />
  );
}
