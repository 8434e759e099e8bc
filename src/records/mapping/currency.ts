import { isoCurrencies } from "./iso-currencies.ts";

/** Names, signs and old codes that people write for a currency; the sign alone means the commonest bearer. */
const spoken: Readonly<Record<string, string>> = {
  ...{
    RMB: "CNY",
    CNH: "CNY",
    人民币: "CNY",
    人民币元: "CNY",
    元: "CNY",
    圆: "CNY",
    "¥": "CNY",
    "￥": "CNY",
    "CN¥": "CNY",
    "RMB¥": "CNY",
  },
  ...{ $: "USD", US$: "USD", 美元: "USD", 美金: "USD", USDOLLAR: "USD", "＄": "USD" },
  ...{ "€": "EUR", 欧元: "EUR", EURO: "EUR", "£": "GBP", 英镑: "GBP", "UK£": "GBP" },
  ...{
    HK$: "HKD",
    港币: "HKD",
    港元: "HKD",
    NT$: "TWD",
    新台币: "TWD",
    台币: "TWD",
    MOP$: "MOP",
    澳门元: "MOP",
  },
  ...{
    日元: "JPY",
    日币: "JPY",
    "JP¥": "JPY",
    円: "JPY",
    "₩": "KRW",
    韩元: "KRW",
    "₹": "INR",
    "₽": "RUB",
    卢布: "RUB",
    "฿": "THB",
    泰铢: "THB",
    "₫": "VND",
    越南盾: "VND",
  },
  ...{
    S$: "SGD",
    新加坡元: "SGD",
    A$: "AUD",
    澳元: "AUD",
    C$: "CAD",
    加元: "CAD",
    瑞士法郎: "CHF",
    R$: "BRL",
  },
};

/** ISO 4217 code of what a cell says, `XXX` for what is no currency. */
export function currencyNamed(text: string): string {
  const name = text.normalize("NFKC").trim().toUpperCase();
  return spokenCurrencies.get(name) ?? (isoCurrencies.has(name) ? name : "XXX");
}

const spokenCurrencies: ReadonlyMap<string, string> = new Map(
  Object.entries(spoken).map(([name, code]) => [name.normalize("NFKC").toUpperCase(), code]),
);

/** Signs and codes that may stand before or after a number, longest first; for patterns in SQL and here. */
const currencyMarks: readonly string[] = [
  ...Object.keys(spoken),
  ...[
    "CNY",
    "USD",
    "EUR",
    "GBP",
    "HKD",
    "JPY",
    "TWD",
    "KRW",
    "SGD",
    "AUD",
    "CAD",
    "CHF",
    "INR",
    "THB",
    "VND",
    "RUB",
    "MOP",
    "MYR",
    "BRL",
  ],
].sort((a, b) => b.length - a.length);

export const currencyPattern: string = currencyMarks.map((mark) => mark.replace(/[$]/g, "\\$&")).join("|");
