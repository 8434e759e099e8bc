import { InputNumber, Select } from "antd";
import { useWords } from "../../ui/index.ts";
import { CurrencyInput, useCurrencyOptions } from "./inputs.tsx";
import type { Contents, EditorProps } from "./model.ts";

const words = {
  zh: { house: "本位币", others: "其他货币", most: "汇率最多沿用", days: "天" },
  en: {
    house: "House currency",
    others: "Other currencies",
    most: "A rate serves for at most",
    days: "days",
  },
};

export function CurrenciesEditor({ content, isFixed, onChange }: EditorProps<Contents["currencies"]>) {
  const text = useWords(words);
  const options = useCurrencyOptions();
  const { house, others, mostRateDays } = content;
  return (
    <div className="settings-form">
      <span className="label">{text.house}</span>
      <CurrencyInput
        label={text.house}
        isFixed={isFixed}
        value={house}
        onChange={(value) => onChange({ ...content, house: value })}
      />
      <span className="label">{text.others}</span>
      <Select
        mode="multiple"
        aria-label={text.others}
        disabled={isFixed}
        value={others}
        options={options.filter(({ value }) => value !== house)}
        onChange={(value: string[]) => onChange({ ...content, others: value })}
      />
      <span className="label">{text.most}</span>
      <span className="settings-period">
        <InputNumber
          aria-label={text.most}
          min={0}
          max={366}
          precision={0}
          disabled={isFixed}
          value={mostRateDays}
          onChange={(value) => onChange({ ...content, mostRateDays: value ?? 0 })}
        />
        <small>{text.days}</small>
      </span>
    </div>
  );
}
