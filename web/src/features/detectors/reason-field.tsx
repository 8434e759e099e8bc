import { Form, Input } from "antd";
import { useWords } from "../../ui/index.ts";

const words = {
  zh: { reason: "理由", needReason: "请写明理由" },
  en: { reason: "Reason", needReason: "Please give a reason" },
};

interface ReasonProps {
  readonly value: string;
  onChange(value: string): void;
  readonly hint: string;
  /** Somebody has tried to go on without. */
  readonly isAsked: boolean;
}

export function ReasonField({ value, onChange, hint, isAsked }: ReasonProps) {
  const text = useWords(words);
  const isMissing = isAsked && value.trim() === "";
  return (
    <Form.Item
      label={text.reason}
      required
      help={isMissing ? text.needReason : hint}
      {...(isMissing ? { validateStatus: "error" as const } : {})}
    >
      <Input.TextArea
        rows={2}
        maxLength={2_000}
        value={value}
        aria-label={text.reason}
        onChange={({ target }) => onChange(target.value)}
      />
    </Form.Item>
  );
}
