import type { Bilingual, Tone } from "../../ui/index.ts";
import type { AlertRow, AlertStatus, AlertStep } from "./types.ts";

export const statusNames: Readonly<Record<AlertStatus, Bilingual>> = {
  open: { zh: "待处理", en: "Open" },
  "in-review": { zh: "核查中", en: "In review" },
  confirmed: { zh: "已确认", en: "Confirmed" },
  innocent: { zh: "已排除", en: "Innocent" },
  duplicate: { zh: "重复", en: "Duplicate" },
};

export const statusTones: Readonly<Record<AlertStatus, Tone>> = {
  open: "warning",
  "in-review": "active",
  confirmed: "bad",
  innocent: "good",
  duplicate: "neutral",
};

export const severityNames: Readonly<Record<AlertRow["severity"], Bilingual>> = {
  high: { zh: "重", en: "High" },
  medium: { zh: "中", en: "Medium" },
  low: { zh: "轻", en: "Low" },
};

/** What somebody did, after their name. */
export const stepNames: Readonly<Record<AlertStep["kind"], Bilingual>> = {
  reviewed: { zh: "开始核查", en: "began the review" },
  confirmed: { zh: "确认了疑点", en: "confirmed it" },
  cleared: { zh: "排除了疑点", en: "cleared it" },
  duplicate: { zh: "标为重复", en: "marked it a duplicate" },
  reopened: { zh: "重新打开", en: "reopened it" },
  assigned: { zh: "改派了负责人", en: "assigned it" },
  noted: { zh: "添加了备注", en: "added a note" },
  checked: { zh: "更新了核查清单", en: "ticked a check" },
};

export const subjectNames: Readonly<Record<string, Bilingual>> = {
  seller: { zh: "销售员", en: "Seller" },
  customer: { zh: "客户", en: "Customer" },
  product: { zh: "产品", en: "Product" },
  order: { zh: "订单", en: "Order" },
  "order-line": { zh: "订单行", en: "Order line" },
  invoice: { zh: "发票", en: "Invoice" },
  "invoice-line": { zh: "发票行", en: "Invoice line" },
  contract: { zh: "合同", en: "Contract" },
  activity: { zh: "拜访与活动", en: "Activity" },
  "data-set": { zh: "全部数据", en: "All data" },
};
