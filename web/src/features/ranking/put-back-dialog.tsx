import { Input, Modal } from "antd";
import { useState } from "react";
import { client } from "../../api/index.ts";
import { RefusalAlert, useWords } from "../../ui/index.ts";
import { useRefresh } from "./use-ranking.ts";

const words = {
  zh: {
    title: (name: string) => `启用：${name}`,
    verb: "启用",
    cancel: "取消",
    lead: "此后由它排序，并立即重新打分；这一步与理由都会记入日志。以后的训练仍可能由更好的模型接替。",
    reason: "理由",
  },
  en: {
    title: (name: string) => `Put in service: ${name}`,
    verb: "Put in service",
    cancel: "Cancel",
    lead: "From now on it ranks, and everything is scored anew; the step and its reason go into the log. A later training may still have a better one take over.",
    reason: "Reason",
  },
};

interface Props {
  readonly model: number;
  readonly revision: number;
  readonly name: string;
  onClose(): void;
}

/** Asks why; what was written stays where the server refuses. */
export function PutBackDialog({ model, revision, name, onClose }: Props) {
  const text = useWords(words);
  const refresh = useRefresh();
  const [reason, setReason] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const isReady = reason.trim() !== "";
  const save = async () => {
    if (!isReady || isBusy) return;
    setBusy(true);
    const { data, error } = await client.POST("/api/ranking/models/{number}/put-back", {
      params: { path: { number: model } },
      body: { revision, reason },
    });
    setBusy(false);
    setError(error);
    await refresh();
    if (data) onClose();
  };
  return (
    <Modal
      open
      title={text.title(name)}
      okText={text.verb}
      cancelText={text.cancel}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={isBusy}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <div className="put-back">
        <RefusalAlert error={error} />
        <p>{text.lead}</p>
        <label htmlFor="put-back-reason">{text.reason}</label>
        <Input.TextArea
          id="put-back-reason"
          rows={3}
          maxLength={2_000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
    </Modal>
  );
}
