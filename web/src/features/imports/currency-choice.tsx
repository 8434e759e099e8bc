import { Alert, Button, Select } from "antd";
import { useWords } from "../../ui/index.ts";
import { changeSource, lacksCurrency, withConstant } from "./draft.ts";
import type { Editing } from "./editing.ts";

const words = {
  zh: {
    open: "这张表的金额没有注明币种。是哪种货币？",
    house: (code: string) => `都是本位币 ${code}`,
    other: "其他币种",
    leave: "不指定则按“未注明币种”导入，不与其他金额相加。",
    chosen: (code: string) => `这张表的金额按 ${code} 导入。`,
    change: "取消指定",
  },
  en: {
    open: "Nothing tells the currency of this table's amounts. Which is it?",
    house: (code: string) => `All in the house currency, ${code}`,
    other: "Another currency",
    leave: "If none is chosen they are imported without a currency and never added to others.",
    chosen: (code: string) => `The amounts of this table are imported as ${code}.`,
    change: "Take back",
  },
};

const common = [
  "CNY",
  "USD",
  "EUR",
  "HKD",
  "JPY",
  "GBP",
  "SGD",
  "TWD",
  "KRW",
  "AUD",
  "CAD",
  "CHF",
  "INR",
  "THB",
  "VND",
];

/** A currency is never assumed: where nothing tells it, a person says it or it stays unknown. */
export function CurrencyChoice({ table, source, plan, at, kinds, currencies, onPlan }: Editing) {
  const told = useWords(words);
  const choose = (code: string | undefined) =>
    onPlan(changeSource(plan, at, (one) => withConstant(one, "currency", code, kinds)));
  const chosen = source.fields?.currency;
  if (chosen && "constant" in chosen) {
    return (
      <Alert
        type="success"
        showIcon
        title={told.chosen(chosen.constant)}
        action={
          <Button size="small" type="text" onClick={() => choose(undefined)}>
            {told.change}
          </Button>
        }
      />
    );
  }
  if (!lacksCurrency(table, source, kinds)) return null;
  const [house] = currencies;
  const others = [...new Set([...currencies, ...common])].filter((code) => code !== house);
  return (
    <Alert
      type="warning"
      showIcon
      title={told.open}
      description={
        <div className="currency-choice">
          {house && (
            <Button size="small" onClick={() => choose(house)}>
              {told.house(house)}
            </Button>
          )}
          <Select
            size="small"
            className="currency-select"
            showSearch
            placeholder={told.other}
            aria-label={told.other}
            options={others.map((code) => ({ value: code, label: code }))}
            onChange={(code: string) => choose(code)}
          />
          <span className="import-hint">{told.leave}</span>
        </div>
      }
    />
  );
}
