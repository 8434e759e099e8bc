import type { Bilingual, Language } from "../../ui/index.ts";
import type { Node, NodeKind, Relation } from "./types.ts";

export const kindNames: Readonly<Record<NodeKind, Bilingual>> = {
  seller: { zh: "员工", en: "Employee" },
  customer: { zh: "客户", en: "Customer" },
  phone: { zh: "电话", en: "Telephone" },
  email: { zh: "邮箱", en: "E-mail" },
  address: { zh: "地址", en: "Address" },
  bank: { zh: "账号", en: "Account" },
  tax: { zh: "税号", en: "Tax number" },
  device: { zh: "设备", en: "Device" },
};

/** Read from the first end to the second. */
export const relationNames: Readonly<Record<Relation, Bilingual>> = {
  has: { zh: "登记", en: "has" },
  "ship-to": { zh: "收货", en: "ships to" },
  "pays-from": { zh: "付款自", en: "pays from" },
  "paid-to": { zh: "报销付至", en: "had us pay" },
  trade: { zh: "销售", en: "sells to" },
  manages: { zh: "上级", en: "leads" },
  approves: { zh: "审批", en: "approves" },
};

export const isShared = (kind: NodeKind) => kind !== "seller" && kind !== "customer";

/** A party by its name; what is shared by what it is and the end that is shown. */
export function nameOf({ kind, id, label }: Pick<Node, "kind" | "id" | "label">, language: Language): string {
  if (!isShared(kind)) return label ?? id;
  return `${kindNames[kind][language]} ${label ?? (language === "zh" ? "（已抹除）" : "(erased)")}`;
}

/** To so many signs, a Chinese one counting for two: the rest is told to whoever points at it. */
export function shortened(text: string, width: number): string {
  let [used, at] = [0, 0];
  const signs = [...text];
  for (const sign of signs) {
    used += /[\u2e80-\uffef]/.test(sign) ? 2 : 1;
    if (used > width) return `${signs.slice(0, Math.max(1, at - 1)).join("")}…`;
    at += 1;
  }
  return text;
}
