import type { Bilingual } from "../platform/index.ts";

/** The families of falsification that detectors and cases are filed under. */
export const schemes = {
  "fictitious-sale": { zh: "虚构销售", en: "Fictitious sale" },
  timing: { zh: "跨期/提前确认", en: "Timing and cut-off" },
  "channel-stuffing": { zh: "压货", en: "Channel stuffing" },
  "price-kickback": { zh: "价格/返利舞弊", en: "Price or kickback" },
  splitting: { zh: "拆单", en: "Splitting under a limit" },
  duplicate: { zh: "重复入账", en: "Duplicate booking" },
  "related-party": { zh: "关联/虚假客户", en: "Related or fake customer" },
  activity: { zh: "拜访/活动造假", en: "Faked visits or activity" },
  pipeline: { zh: "商机造假", en: "Pipeline inflation" },
  commission: { zh: "提成/绩效舞弊", en: "Commission gaming" },
  "document-mismatch": { zh: "单据不符", en: "Document mismatch" },
  "side-agreement": { zh: "阴阳合同/口头承诺", en: "Side agreement" },
  misrepresentation: { zh: "虚假宣传", en: "Misrepresentation" },
  diversion: { zh: "飞单/窜货", en: "Diversion" },
  "master-data": { zh: "主数据篡改", en: "Master-data tampering" },
  feedback: { zh: "客户反馈异常", en: "Odd customer feedback" },
} as const satisfies Record<string, Bilingual>;

export type Scheme = keyof typeof schemes;

/** Opportunities are hopes: what they name was booked nowhere, and is not at risk. */
export const isBooked = (scheme: Scheme): boolean => scheme !== "pipeline";

/**
 * The property of the data a detector looks at. Two findings on the same records with the same basis are one piece
 * of evidence seen twice, and count once when scores are combined.
 */
export type Basis =
  | "price"
  | "size"
  | "digits"
  | "repetition"
  | "period-end"
  | "trend"
  | "limit"
  | "documents"
  | "identity"
  | "payment"
  | "reversal"
  | "place"
  | "edit"
  | "feedback"
  | "network"
  | "text";
