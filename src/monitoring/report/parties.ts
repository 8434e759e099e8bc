import type { Subject, SubjectKind } from "../../detection/index.ts";
import type { Bilingual } from "../../platform/index.ts";
import type { ReportData } from "./report-data.ts";

export const subjectKinds: Record<SubjectKind, Bilingual> = {
  seller: { zh: "销售人员", en: "Seller" },
  customer: { zh: "客户", en: "Customer" },
  product: { zh: "产品", en: "Product" },
  order: { zh: "订单", en: "Order" },
  "order-line": { zh: "订单行", en: "Order line" },
  invoice: { zh: "发票", en: "Invoice" },
  "invoice-line": { zh: "发票行", en: "Invoice line" },
  contract: { zh: "合同", en: "Contract" },
  activity: { zh: "活动", en: "Activity" },
  "data-set": { zh: "全部数据", en: "Whole data set" },
};

/** The name on record, where it says more than the id. */
export function nameOf(data: ReportData, kind: string, id: string): string | undefined {
  const name = data.names.get(`${kind}:${id}`);
  return name === undefined || name === "" || name === id ? undefined : name;
}

/** `王芳 (E017)`, or the id alone; raw, to be escaped by whoever prints it. */
export function partyText(data: ReportData, { kind, id }: { kind: string; id: string }): string {
  const name = nameOf(data, kind, id);
  return name === undefined ? id : `${name} (${id})`;
}

export function subjectText(data: ReportData, subject: Subject): Bilingual {
  const kind = subjectKinds[subject.kind];
  if (subject.kind === "data-set") return kind;
  const who = partyText(data, subject);
  return { zh: `${kind.zh} ${who}`, en: `${kind.en} ${who}` };
}
