import { currency, date, defineKind, id, legalEntity, money } from "./define-kind.ts";

export const receivable = defineKind({
  name: "receivable",
  table: "receivables",
  title: { zh: "应收账款", en: "Receivable" },
  also: ["应收", "应收账款", "账龄", "receivables", "ar", "ageing", "aging", "AccountsReceivableNoteObj"],
  key: ["receivable_id", "as_of"],
  needs: [
    ["customer_id", "invoice_id", "order_id"],
    ["amount", "open_amount"],
  ],
  fields: {
    receivable_id: id("应收单号", "Receivable ID", "应收编号", "receivable no", "ar id"),
    invoice_id: id("开票单号", "Invoice ID", "发票编号", "发票号码", "invoice no"),
    order_id: id("订单编号", "Order ID", "订单号", "order no"),
    customer_id: id("客户编号", "Customer ID", "客户", "客户编码", "customer no", "account_id"),
    seller_id: id("销售员", "Seller", "业务员", "负责人", "salesperson", "owner"),
    amount: money("应收金额", "Amount", "应收账款", "应收总额", "receivable amount", "original amount"),
    open_amount: money(
      "未收金额",
      "Open amount",
      "未回款金额",
      "余额",
      "欠款金额",
      "outstanding",
      "balance",
      "open balance",
    ),
    due_on: date("到期日", "Due on", "应收日期", "due date"),
    as_of: date("截止日期", "As of", "统计日期", "快照日期", "as of date", "snapshot date", "balance date"),
    currency: currency(),
    legal_entity: legalEntity(),
  },
});
