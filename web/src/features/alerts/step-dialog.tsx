import { Alert, Input, Modal } from "antd";
import { useState } from "react";
import { useWords } from "../../ui/index.ts";
import type { AlertStep } from "./types.ts";

/** Steps that are taken with words. */
export type WordyKind = "confirmed" | "cleared" | "reopened" | "duplicate";

const words = {
  zh: {
    cancel: "取消",
    many: (n: number) => `将用于所选的 ${n} 个疑点。`,
    of: "所重复的疑点的网址或编号",
    notAnAlert: "请粘贴疑点页面的网址或编号。",
    confirmed: { title: "确认疑点", verb: "确认属实", ask: "为什么认定属实？写明核查了什么、依据哪些材料。" },
    cleared: { title: "排除疑点", verb: "排除", ask: "为什么可以排除？写明正当的解释和依据。" },
    reopened: { title: "重新打开", verb: "重新打开", ask: "为什么要重新打开？" },
    duplicate: { title: "标为重复", verb: "标为重复", ask: "说明（可不填）" },
  },
  en: {
    cancel: "Cancel",
    many: (n: number) => `For the ${n} alerts you selected.`,
    of: "Address or number of the alert that this one duplicates",
    notAnAlert: "Paste the address of an alert's page, or its number.",
    confirmed: {
      title: "Confirm the alert",
      verb: "Confirm",
      ask: "Why is it true? Say what was checked and what it rests on.",
    },
    cleared: {
      title: "Clear the alert",
      verb: "Clear",
      ask: "Why is it innocent? Give the explanation and what it rests on.",
    },
    reopened: { title: "Reopen the alert", verb: "Reopen", ask: "Why is it opened again?" },
    duplicate: { title: "Mark as a duplicate", verb: "Mark as a duplicate", ask: "A word on it (optional)" },
  },
};

interface StepDialogProps {
  readonly kind: WordyKind;
  readonly count: number;
  take(step: AlertStep): Promise<boolean>;
  onClose(): void;
}

const number = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** Asks for the reason, which stands in the history for ever. What was written stays where the server refuses. */
export function StepDialog({ kind, count, take, onClose }: StepDialogProps) {
  const text = useWords(words);
  const { title, verb, ask } = text[kind];
  const [reason, setReason] = useState("");
  const [original, setOriginal] = useState("");
  const [isBusy, setBusy] = useState(false);
  const of = number.exec(original)?.[0]?.toLowerCase();
  const isReady = kind === "duplicate" ? of !== undefined : reason.trim() !== "";
  const submit = async () => {
    if (!isReady || isBusy) return;
    setBusy(true);
    const trimmed = reason.trim();
    const step: AlertStep =
      kind === "duplicate"
        ? { kind, of: of ?? "", ...(trimmed ? { reason: trimmed } : {}) }
        : { kind, reason: trimmed };
    const isTaken = await take(step);
    setBusy(false);
    if (isTaken) onClose();
  };
  return (
    <Modal
      open
      title={title}
      okText={verb}
      cancelText={text.cancel}
      okButtonProps={{ disabled: !isReady, danger: kind === "confirmed" }}
      confirmLoading={isBusy}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      {count > 1 && <Alert type="info" title={text.many(count)} className="dialog-note" />}
      {kind === "duplicate" && (
        <div className="dialog-field">
          <label htmlFor="step-of">{text.of}</label>
          <Input
            id="step-of"
            value={original}
            status={original !== "" && of === undefined ? "error" : ""}
            placeholder={text.notAnAlert}
            onChange={({ target }) => setOriginal(target.value)}
          />
        </div>
      )}
      <div className="dialog-field">
        <label htmlFor="step-reason">{ask}</label>
        <Input.TextArea
          id="step-reason"
          autoFocus
          rows={4}
          maxLength={5_000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
          }}
        />
      </div>
    </Modal>
  );
}
