import { Link } from "react-router";
import { Day, formatMoney, Nothing, useLanguage, useText, useWords } from "../../ui/index.ts";
import { minorDigits, shift } from "./decimal.ts";
import { type FieldType, type FormField, recordPath, type ShownValue, type Summary } from "./model.ts";

const words = {
  zh: { yes: "是", no: "否", unnamed: "来源未注明" },
  en: { yes: "Yes", no: "No", unnamed: "not named by the source" },
};

interface Typed {
  readonly type: FieldType;
  /** Custom amounts are in major units, those of the kind in minor ones. */
  readonly isCustom: boolean;
  readonly value: string | boolean | undefined;
  readonly currency: string | undefined;
  readonly choices?: FormField["choices"];
}

/** A value as people read it. */
export function Value({ type, isCustom, value, currency = "XXX", choices }: Typed) {
  const language = useLanguage();
  const text = useText();
  const { yes, no, unnamed } = useWords(words);
  if (value === undefined || value === "") return <Nothing />;
  if (typeof value === "boolean") return value ? yes : no;
  switch (type) {
    case "money": {
      const minor = isCustom ? shift(value, minorDigits(currency)) : value;
      if (!/^-?\d+$/.test(minor)) return value;
      return (
        <span className={minor.startsWith("-") ? "figures negative" : "figures"}>
          {formatMoney(minor, currency, language)}
        </span>
      );
    }
    case "price":
    case "quantity":
    case "number":
    case "integer":
      return <span className="figures">{grouped(value, language)}</span>;
    case "rate":
      return <span className="figures">{grouped(shift(value, 2), language)} %</span>;
    case "date":
      return <Day day={value} />;
    case "time":
      return <time className="figures">{momentText(value)}</time>;
    case "currency":
      return value === "XXX" ? unnamed : value;
    case "yes-no":
      return value === "yes" ? yes : value === "no" ? no : value;
    case "choice": {
      const choice = choices?.find((one) => one.value === value);
      return choice ? text(choice.title) : value;
    }
    default:
      return value;
  }
}

/** The date alone where the time of day is not known. */
export function momentText(value: string): string {
  return value.endsWith(" 00:00:00") ? value.slice(0, 10) : value.slice(0, 16);
}

function grouped(value: string, language: "zh" | "en"): string {
  if (!/^-?\d+(\.\d+)?$/.test(value)) return value;
  const locale = language === "zh" ? "zh-CN" : "en";
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  return format.format(value as Intl.StringNumericLiteral);
}

/** A field's value with the record that it names. */
export function LinkedValue({
  shown,
  currency,
  choices,
}: {
  readonly shown: ShownValue;
  readonly currency: string | undefined;
  readonly choices?: FormField["choices"];
}) {
  const { link, type, of, value } = shown;
  if (!link) {
    return (
      <Value type={type} isCustom={of === "custom"} value={value} currency={currency} choices={choices} />
    );
  }
  return (
    <>
      <Link to={recordPath(link.kind, link.record)}>{link.name ?? link.key}</Link>
      {link.name !== undefined && <span className="record-key"> {link.key}</span>}
    </>
  );
}

/** A record in a list: its name, else its key. */
export function RecordLink({ summary }: { readonly summary: Summary }) {
  return (
    <Link to={recordPath(summary.kind, summary.record)} className="record-key-link">
      {summary.key}
    </Link>
  );
}
