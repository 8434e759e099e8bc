import { currency, date, defineKind, id, legalEntity, money, rate, text, time } from "./define-kind.ts";

export const quote = defineKind({
  name: "quote",
  table: "quotes",
  title: { zh: "报价", en: "Quote" },
  also: ["报价单", "报价", "quotes", "quotations", "QuoteObj", "Quotes"],
  key: ["quote_id"],
  needs: [["quote_id"]],
  fields: {
    quote_id: id("报价单号", "Quote ID", "报价编号", "quote no", "quote number", "quotation no"),
    customer_id: id("客户编号", "Customer ID", "客户", "客户编码", "account_id", "account_name"),
    seller_id: id("销售员", "Seller", "负责人", "业务员", "owner", "salesperson", "sales rep"),
    opportunity_id: id("商机编号", "Opportunity ID", "商机", "关联商机", "deal id", "deal_name"),
    quoted_at: time("报价日期", "Quoted at", "报价时间", "quote date", "created_time", "日期", "date"),
    valid_until: date("有效期至", "Valid until", "失效日期", "valid_till", "expiry date"),
    amount: money("报价金额", "Amount", "金额", "总金额", "grand_total", "total", "quote_amount"),
    discount: rate("折扣", "Discount", "折扣率", "discount rate", "整单折扣"),
    status: text("状态", "Status", "quote_stage", "life_status"),
    currency: currency(),
    legal_entity: legalEntity(),
  },
});
