import { Form, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { RefusalAlert, useWords } from "../../ui/index.ts";
import { ReasonField } from "./reason-field.tsx";

const words = {
  zh: { cancel: "取消", hint: "这一步与理由都会记入日志" },
  en: { cancel: "Cancel", hint: "The step and its reason go into the log" },
};

interface DialogProps {
  readonly title: string;
  readonly verb: string;
  readonly lead?: ReactNode;
  readonly isDangerous?: boolean;
  /** Fields besides the reason. */
  readonly children?: ReactNode;
  act(reason: string): Promise<unknown>;
  onClose(): void;
}

/** Asks for the reason of a step; what was written stays where the server refuses. */
export function ReasonDialog({
  title,
  verb,
  lead,
  isDangerous = false,
  children,
  act,
  onClose,
}: DialogProps) {
  const text = useWords(words);
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async () => {
    setAsked(true);
    if (reason.trim() === "" || isBusy) return;
    setBusy(true);
    await act(reason.trim()).then(onClose, setError);
    setBusy(false);
  };
  return (
    <Modal
      open
      title={title}
      okText={verb}
      cancelText={text.cancel}
      okButtonProps={{ danger: isDangerous }}
      confirmLoading={isBusy}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <RefusalAlert error={error} />
        {lead && <p className="dialog-lead">{lead}</p>}
        {children}
        <ReasonField value={reason} onChange={setReason} hint={text.hint} isAsked={isAsked} />
      </Form>
    </Modal>
  );
}
