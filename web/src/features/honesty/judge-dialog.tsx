import { Input, Modal, Radio } from "antd";
import { useState } from "react";
import { client } from "../../api/index.ts";
import { RefusalAlert, useWords } from "../../ui/index.ts";
import { outcomeWords } from "./outcome-words.ts";
import type { Item, Outcome } from "./types.ts";

const words = {
  zh: {
    title: (name: string) => `登记核查结果：${name}`,
    verb: "保存",
    cancel: "取消",
    outcome: "结果",
    reason: "核查了什么，依据是什么",
    kept: "此前的结果仍留在记录中。",
  },
  en: {
    title: (name: string) => `What the inspection found: ${name}`,
    verb: "Save",
    cancel: "Cancel",
    outcome: "Outcome",
    reason: "What was checked, and what the outcome rests on",
    kept: "The outcome before stays on record.",
  },
};

const outcomes: readonly Outcome[] = ["falsified", "honest", "untold"];

interface JudgeDialogProps {
  readonly list: string;
  readonly item: Item;
  onSaved(): void;
  onClose(): void;
}

/** Asks for outcome and reason, which stay for ever; what was written stays where the server refuses. */
export function JudgeDialog({ list, item, onSaved, onClose }: JudgeDialogProps) {
  const text = useWords(words);
  const names = useWords(outcomeWords);
  const [outcome, setOutcome] = useState<Outcome | undefined>(item.outcome);
  const [reason, setReason] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const isReady = outcome !== undefined && reason.trim() !== "";
  const save = async () => {
    if (!isReady || isBusy) return;
    setBusy(true);
    const { data, error } = await client.POST("/api/inspections/{id}/items/{number}/outcome", {
      params: { path: { id: list, number: item.number } },
      body: { revision: item.revision, outcome, reason },
    });
    setBusy(false);
    setError(error);
    if (data) onSaved();
  };
  return (
    <Modal
      open
      title={text.title(item.name ?? item.item)}
      okText={text.verb}
      cancelText={text.cancel}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={isBusy}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <div className="draw-form">
        <RefusalAlert error={error} />
        <div role="radiogroup" aria-labelledby="judge-outcome">
          <span className="draw-label" id="judge-outcome">
            {text.outcome}
          </span>
          <Radio.Group value={outcome} onChange={({ target }) => setOutcome(target.value as Outcome)}>
            {outcomes.map((one) => (
              <Radio key={one} value={one}>
                {names[one]}
              </Radio>
            ))}
          </Radio.Group>
        </div>
        <div>
          <label htmlFor="judge-reason">{text.reason}</label>
          <Input.TextArea
            id="judge-reason"
            rows={4}
            maxLength={5_000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
            }}
          />
          {item.outcome && <small>{text.kept}</small>}
        </div>
      </div>
    </Modal>
  );
}
