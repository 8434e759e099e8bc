import { currencyNamed } from "./currency.ts";

/** A header taken apart: what it names, and the unit some people add to it. */
export interface HeaderName {
  /** Letters and digits only, lower case, full-width folded: `Sales_Order No.` and `salesorderno` are the same. */
  readonly squashed: string;
  /** Words as written or implied by capitals and underscores, abbreviations spelled out. */
  readonly words: readonly string[];
  /** Chinese names in the words of one standard: 业务员 and 销售代表 are both 销售员. */
  readonly standard: string;
  readonly unit?: HeaderUnit;
}

interface HeaderUnit {
  /** What one unit of the column is worth: 10,000 for 万元. */
  readonly factor: number;
  readonly currency?: string;
}

const abbreviations: Readonly<Record<string, string>> = {
  ...{ no: "id", num: "id", nr: "id", number: "id", code: "id", key: "id", identifier: "id", nbr: "id" },
  ...{ qty: "quantity", quant: "quantity", amt: "amount", val: "value", pct: "percent", disc: "discount" },
  ...{
    cust: "customer",
    client: "customer",
    prod: "product",
    inv: "invoice",
    ord: "order",
    so: "order",
    emp: "employee",
  },
  ...{
    desc: "description",
    acct: "account",
    acc: "account",
    addr: "address",
    tel: "phone",
    telephone: "phone",
    mobile: "phone",
  },
  ...{ dt: "date", time: "date", datetime: "date", timestamp: "date", at: "date", on: "date", day: "date" },
  ...{
    curr: "currency",
    ccy: "currency",
    cur: "currency",
    dept: "department",
    mgr: "manager",
    del: "delivery",
    deliv: "delivery",
  },
  ...{
    salesman: "salesperson",
    salesrep: "salesperson",
    seller: "salesperson",
    rep: "salesperson",
    representative: "salesperson",
  },
  ...{
    goods: "product",
    item: "product",
    material: "product",
    article: "product",
    pymt: "payment",
    pmt: "payment",
  },
  ...{ modified: "changed", updated: "changed", edited: "changed", creator: "createdby", last: "" },
};

/** Applied in this order; the last words of a Chinese name say what it is, so they matter most. */
const standards: readonly (readonly [RegExp, string])[] = [
  [
    /(业务员|销售员|销售人员|销售代表|营业员|客户经理|销售经理|业务代表|业务人员|跟单员|营销员|销售顾问|置业顾问)/g,
    "销售员",
  ],
  [/(购货单位|购买单位|往来单位|购货方|购买方|买方|甲方|客商|购方|客户单位|经销商|代理商)/g, "客户"],
  [/(商品|物料|存货|货品|货物|物品|料品|货)(?=编|代|名|分类|类别|大类|规格|型号|号)/g, "产品"],
  [/(编码|编号|(?<!发票)代码|号码|单号|单据号|代号|工号|ID|id|号)$/g, "编号"],
  [/(日期|时间|年月日|日)$/g, "时间"],
  [/(名称|全称|简称|名字|姓名|名)$/g, "名称"],
  [/(总金额|金额合计|总额|金额|额度|合计)$/g, "金额"],
  [/(手机号码|手机号|手机|联系电话|联系方式|座机|电话编号)$/g, "电话"],
  [/^(关联|所属|对应|原|该)/g, ""],
];

const scales: readonly (readonly [RegExp, number])[] = [
  [/^亿/, 1e8],
  [/^百万/, 1e6],
  [/^(万|w$)/i, 1e4],
  [/^(千|k$|thousand)/i, 1e3],
  [/^(m$|mn$|million)/i, 1e6],
  [/^分$/, 0.01],
];

/** Nobody names a column at such length, and the patterns below are slow on what is no name. */
const longestName = 200;

export function headerName(header: string): HeaderName {
  const text = header
    .slice(0, longestName)
    .normalize("NFKC")
    .replace(/^[\s*#"'`]+|[\s*:"'`]+$/g, "");
  const { name, unit } = withoutUnit(text);
  const bare = name.replace(/__[cr]$/i, "");
  return {
    squashed: squash(bare),
    words: wordsOf(bare),
    standard: standardName(bare),
    ...(unit === undefined ? {} : { unit }),
  };
}

export function squash(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

function withoutUnit(text: string): { name: string; unit?: HeaderUnit } {
  const match =
    /^(.+?)\s*(?:[([{【]\s*(.*?)\s*[)\]}】]|[/／_:：-]\s*((?:亿|百万|万|千)?(?:元|美元|人民币)))$/.exec(text);
  if (!match) return { name: text };
  const [, name = text, inBrackets, suffix] = match;
  const unit = unitNamed(inBrackets ?? suffix ?? "");
  // A remark in brackets such as (必填) is no part of the name; (ID) and (名称) are.
  const said = inBrackets !== undefined && /^(id|编号|编码|代码|名称|code|no\.?|name)$/i.test(inBrackets);
  return { name: said ? `${name} ${inBrackets}` : name, ...(unit === undefined ? {} : { unit }) };
}

function unitNamed(text: string): HeaderUnit | undefined {
  const scale = scales.find(([pattern]) => pattern.test(text));
  const rest = scale ? text.replace(scale[0], "") : text;
  const words = rest.split(/[\s,，/]+/).filter(Boolean);
  const currency =
    words.map(currencyNamed).find((code) => code !== "XXX") ?? (text === "分" ? "CNY" : undefined);
  if (!scale && !currency) return undefined;
  if (scale && !currency && rest !== "") return undefined;
  return { factor: scale?.[1] ?? 1, ...(currency === undefined ? {} : { currency }) };
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => abbreviations[word] ?? word.replace(/(?<=[a-z]{3})s$/, ""))
    .filter((word) => word !== "" && !["the", "of", "a", "for"].includes(word));
}

function standardName(name: string): string {
  const text = name.replace(/[^\p{L}\p{N}]/gu, "");
  return standards.reduce((so, [pattern, word]) => so.replace(pattern, word), text);
}
