import { type Bilingual, type Sql, sql } from "../platform/index.ts";
import { sameParty } from "./same-name.ts";

/** Groups of deals, by the documents that are there besides the sale. */
type Deals = "sold" | "invoiced" | "delivered" | "contracted" | "paid" | "priced" | "totalled";

/**
 * What two documents of one deal must agree on. Conditions speak of one row of their group of deals: the sale `o_…`, its
 * lines `l_…`, invoices `i_…`, deliveries `d_…`, payments `p_…` (each summed) and contract `c_…`, NULL where there is none.
 */
export interface DocumentRule {
  readonly sign: string;
  /** The rows it looks at; see deals.ts. */
  readonly among: Deals;
  readonly zh: string;
  readonly en: string;
  /** How `ours` and `theirs` are to be shown. */
  readonly shows: "money" | "plain";
  /** The score of the smallest difference of this kind. */
  readonly weight: number;
  readonly applies: Sql;
  readonly fails: Sql;
  readonly ours: Sql;
  readonly theirs: Sql;
  readonly atRisk: Sql;
  /** The other document's record. */
  readonly other: Sql;
}

interface Bounds {
  readonly tolerance: number;
  /** The day until which missing documents may be awaited. */
  readonly settled: Sql;
}

/** Status words for fully done and for not (fully) done, English, Chinese and SAP's letters. */
const done =
  "^(c|completed?|full(y .*)?|billed|invoiced|delivered|shipped|(已|全部|完全)?(开票|发货|交货|签收|完成)|已全部.*)$";
const open = "^(a|b|i|o|open|initial|pending|in ?process|not .*|partial.*|part(ly)? .*|未.*|待.*|部分.*|无)$";

const plain = (fields: Omit<DocumentRule, "shows">): DocumentRule => ({ shows: "plain", ...fields });
const money = (fields: Omit<DocumentRule, "shows">): DocumentRule => ({ shows: "money", ...fields });
const text = (column: string) => sql`CAST(${sql.raw(column)} AS VARCHAR)`;
const dayOf = (column: string) => sql`CAST(CAST(${sql.raw(column)} AS DATE) AS VARCHAR)`;
/** Amounts are compared in one currency only; a document that names none is taken to be in the sale's. */
const oneCurrency = (column: string) =>
  sql`(currency = ${sql.ref(column)} OR 'XXX' IN (currency, ${sql.ref(column)}))`;
const beyond = (a: string, b: string, tolerance: number) =>
  sql`${sql.raw(a)} > ${sql.raw(b)} * (1 + ${tolerance}) + 100`;

/** Disagreements that a customer may have in every deal for one reason: a group's treasury pays, the contract comes later. */
export const habitualSigns = ["order-before-contract", "payer", "terms"] as const;

export function documentRules({ tolerance, settled }: Bounds): readonly DocumentRule[] {
  return [
    money({
      sign: "header-and-lines",
      among: "sold",
      zh: "单据金额与明细合计",
      en: "amount and sum of lines",
      weight: 0.6,
      applies: sql`l_amount IS NOT NULL AND o_amount IS NOT NULL`,
      fails: sql`abs(o_amount - l_amount) > ${tolerance} * greatest(o_amount, l_amount) + 100 AND abs(o_gross - l_amount) > ${tolerance} * greatest(o_gross, l_amount) + 100`,
      ours: text("o_amount"),
      theirs: text("l_amount"),
      atRisk: sql`abs(o_amount - l_amount)`,
      other: sql`NULL`,
    }),
    money({
      sign: "invoiced-more",
      among: "invoiced",
      zh: "订单金额与开票合计",
      en: "order and invoiced amount",
      weight: 0.6,
      applies: sql`i_amount IS NOT NULL AND o_amount IS NOT NULL AND ${oneCurrency("i_currency")}`,
      fails: sql`${beyond("i_amount", "o_amount", tolerance)} AND ${beyond("i_gross", "o_gross", tolerance)}`,
      ours: text("o_gross"),
      theirs: text("i_gross"),
      atRisk: sql`i_gross - o_gross`,
      other: sql`i_rid`,
    }),
    plain({
      sign: "invoice-party",
      among: "invoiced",
      zh: "订单客户与发票购方",
      en: "customer of the order and buyer on the invoice",
      weight: 0.7,
      applies: sql`coalesce(i_customer, i_buyer) IS NOT NULL AND o_customer IS NOT NULL`,
      fails: sql`CASE WHEN i_customer IS NOT NULL AND i_customer <> o_customer AND coalesce(i_buyer <> o_name, true) THEN NOT ${sameParty(sql`i_customer`, sql`o_customer`)}
        WHEN i_buyer IS NOT NULL AND o_name IS NOT NULL AND i_buyer <> o_name THEN NOT ${sameParty(sql`i_buyer`, sql`o_name`)} ELSE false END`,
      ours: sql`coalesce(o_name, o_customer)`,
      theirs: sql`coalesce(i_buyer, i_customer)`,
      atRisk: sql`i_amount`,
      other: sql`i_rid`,
    }),
    plain({
      sign: "tax-rate",
      among: "invoiced",
      zh: "订单税率与发票税率",
      en: "tax rate of the order and of the invoice",
      weight: 0.5,
      applies: sql`o_gross > o_amount AND i_gross > i_amount AND o_amount > 10000 AND i_amount > 10000`,
      fails: sql`abs(o_gross / o_amount - i_gross / i_amount) > 0.005`,
      ours: sql`printf('%.1f%%', 100.0 * (o_gross / o_amount - 1))`,
      theirs: sql`printf('%.1f%%', 100.0 * (i_gross / i_amount - 1))`,
      atRisk: sql`CAST(abs(o_gross / o_amount - i_gross / i_amount) * i_amount AS BIGINT)`,
      other: sql`i_rid`,
    }),
    plain({
      sign: "invoiced-before-order",
      among: "invoiced",
      zh: "下单日期与首次开票日期",
      en: "date of the order and of its first invoice",
      weight: 0.5,
      applies: sql`i_at IS NOT NULL AND o_at IS NOT NULL`,
      fails: sql`CAST(i_at AS DATE) < CAST(o_at AS DATE)`,
      ours: dayOf("o_at"),
      theirs: dayOf("i_at"),
      atRisk: sql`i_amount`,
      other: sql`i_rid`,
    }),
    plain({
      sign: "quantity",
      among: "delivered",
      zh: "订购数量与交货数量",
      en: "quantity ordered and delivered",
      weight: 0.6,
      applies: sql`d_quantity IS NOT NULL AND l_quantity > 0 AND (d_quantity > l_quantity OR (i_amount IS NOT NULL AND ${oneCurrency("i_currency")}))`,
      fails: sql`d_quantity > l_quantity * (1 + ${tolerance}) OR (d_quantity < l_quantity * (1 - ${tolerance}) AND i_amount / nullif(o_amount, 0) > d_quantity / l_quantity + ${tolerance} AND d_at < ${settled})`,
      ours: sql`printf('%.10g', l_quantity)`,
      theirs: sql`printf('%.10g', d_quantity)`,
      atRisk: sql`CAST(least(abs(1 - d_quantity / l_quantity), 1) * o_amount AS BIGINT)`,
      other: sql`d_rid`,
    }),
    plain({
      sign: "delivery-party",
      among: "delivered",
      zh: "订单客户与收货客户",
      en: "customer of the order and of the delivery",
      weight: 0.7,
      applies: sql`d_customer IS NOT NULL AND o_customer IS NOT NULL`,
      fails: sql`d_customer <> o_customer AND NOT ${sameParty(sql`d_customer`, sql`o_customer`)} AND coalesce(d_customer <> o_name, true)`,
      ours: sql`o_customer`,
      theirs: sql`d_customer`,
      atRisk: sql`o_amount`,
      other: sql`d_rid`,
    }),
    plain({
      sign: "delivered-before-order",
      among: "delivered",
      zh: "下单日期与首次交货日期",
      en: "date of the order and of its first delivery",
      weight: 0.5,
      applies: sql`d_at IS NOT NULL AND o_at IS NOT NULL`,
      fails: sql`CAST(d_at AS DATE) < CAST(o_at AS DATE)`,
      ours: dayOf("o_at"),
      theirs: dayOf("d_at"),
      atRisk: sql`o_amount`,
      other: sql`d_rid`,
    }),
    money({
      sign: "invoiced-not-delivered",
      among: "invoiced",
      zh: "已开票与交货（无交货记录）",
      en: "invoiced, and no delivery on record",
      weight: 0.75,
      applies: sql`has_deliveries AND i_amount > 0 AND i_at < ${settled}`,
      fails: sql`d_rid IS NULL`,
      ours: text("i_amount"),
      theirs: sql`'0'`,
      atRisk: sql`i_amount`,
      other: sql`i_rid`,
    }),
    money({
      sign: "delivered-not-invoiced",
      among: "delivered",
      zh: "已交货与开票（无发票）",
      en: "delivered, and no invoice on record",
      weight: 0.5,
      applies: sql`has_invoices AND d_rid IS NOT NULL AND d_at < ${settled} AND o_amount > 0`,
      fails: sql`i_rid IS NULL`,
      ours: text("o_amount"),
      theirs: sql`'0'`,
      atRisk: sql`o_amount`,
      other: sql`d_rid`,
    }),
    plain({
      sign: "billed-not-delivered",
      among: "sold",
      zh: "开票状态与交货状态",
      en: "billing status and delivery status",
      weight: 0.7,
      applies: sql`o_billing IS NOT NULL AND o_delivery IS NOT NULL`,
      fails: sql`regexp_matches(lower(trim(o_billing)), ${done}) AND regexp_matches(lower(trim(o_delivery)), ${open})`,
      ours: sql`o_billing`,
      theirs: sql`o_delivery`,
      atRisk: sql`o_amount`,
      other: sql`NULL`,
    }),
    plain({
      sign: "contract-party",
      among: "contracted",
      zh: "订单客户与合同客户",
      en: "customer of the order and of the contract",
      weight: 0.7,
      applies: sql`c_customer IS NOT NULL AND o_customer IS NOT NULL`,
      fails: sql`c_customer <> o_customer AND NOT ${sameParty(sql`c_customer`, sql`o_customer`)} AND coalesce(c_customer <> o_name, true)`,
      ours: sql`o_customer`,
      theirs: sql`c_customer`,
      atRisk: sql`o_amount`,
      other: sql`c_rid`,
    }),
    money({
      sign: "contract-exceeded",
      among: "contracted",
      zh: "合同金额与其下订单合计",
      en: "amount of the contract and of all its orders",
      weight: 0.6,
      applies: sql`c_amount > 0 AND c_ordered IS NOT NULL AND c_last = o_rid AND ${oneCurrency("c_currency")}`,
      fails: sql`${beyond("c_ordered", "c_amount", tolerance)} AND ${beyond("c_ordered_net", "c_amount", tolerance)}`,
      ours: text("c_amount"),
      theirs: text("c_ordered"),
      atRisk: sql`c_ordered - c_amount`,
      other: sql`c_rid`,
    }),
    plain({
      sign: "contract-missing",
      among: "contracted",
      zh: "所引合同不存在：合同编号",
      en: "names a contract that is not on record",
      weight: 0.6,
      applies: sql`has_contracts AND o_contract IS NOT NULL`,
      fails: sql`c_rid IS NULL`,
      ours: sql`o_contract`,
      theirs: sql`'–'`,
      atRisk: sql`o_amount`,
      other: sql`NULL`,
    }),
    plain({
      sign: "order-before-contract",
      among: "contracted",
      zh: "下单日期与合同签订日期",
      en: "date of the order and of the contract",
      weight: 0.35,
      applies: sql`c_at IS NOT NULL AND o_at IS NOT NULL`,
      fails: sql`CAST(o_at AS DATE) < CAST(c_at AS DATE)`,
      ours: dayOf("o_at"),
      theirs: dayOf("c_at"),
      // By itself it puts nothing at risk: the paper came later.
      atRisk: sql`0`,
      other: sql`c_rid`,
    }),
    plain({
      sign: "terms",
      among: "contracted",
      zh: "订单账期与合同账期（天）",
      en: "payment terms of the order and of the contract (days)",
      weight: 0.4,
      applies: sql`c_terms IS NOT NULL AND o_terms IS NOT NULL`,
      fails: sql`o_terms <> c_terms`,
      ours: text("o_terms"),
      theirs: text("c_terms"),
      // What the longer credit is worth, not the sale: the part of a year by which they differ.
      atRisk: sql`CAST(o_amount * least(abs(o_terms - c_terms) / 365.0, 1) AS BIGINT)`,
      other: sql`c_rid`,
    }),
    money({
      sign: "paid-more",
      among: "paid",
      zh: "应收金额与回款合计",
      en: "amount due and amount paid",
      weight: 0.5,
      applies: sql`p_amount IS NOT NULL AND o_gross IS NOT NULL AND ${oneCurrency("p_currency")}`,
      fails: sql`p_amount > greatest(o_gross, coalesce(i_gross, 0)) * (1 + ${tolerance}) + 100`,
      ours: sql`CAST(greatest(o_gross, coalesce(i_gross, 0)) AS VARCHAR)`,
      theirs: text("p_amount"),
      atRisk: sql`p_amount - greatest(o_gross, coalesce(i_gross, 0))`,
      other: sql`p_rid`,
    }),
    plain({
      sign: "payer",
      among: "paid",
      zh: "客户与付款方",
      en: "customer and payer",
      weight: 0.4,
      applies: sql`p_payer IS NOT NULL AND coalesce(o_name, o_customer) IS NOT NULL`,
      fails: sql`CASE WHEN p_payer = coalesce(o_name, o_customer) OR p_payer = i_buyer THEN false ELSE NOT ${sameParty(sql`p_payer`, sql`coalesce(o_name, o_customer)`)} END`,
      ours: sql`coalesce(o_name, o_customer)`,
      theirs: sql`p_payer`,
      atRisk: sql`p_amount`,
      other: sql`p_rid`,
    }),
    plain({
      sign: "price",
      among: "priced",
      zh: "订单单价与发票单价",
      en: "unit price on the order and on the invoice",
      weight: 0.6,
      applies: sql`x_order_price IS NOT NULL`,
      fails: sql`abs(x_order_price - x_invoice_price) > ${tolerance} * x_order_price`,
      ours: sql`printf('%.10g (%s)', x_order_price, x_product)`,
      theirs: sql`printf('%.10g', x_invoice_price)`,
      atRisk: sql`CAST(least(abs(1 - x_invoice_price / x_order_price), 1) * o_amount AS BIGINT)`,
      other: sql`x_rid`,
    }),
    money({
      sign: "net-tax-gross",
      among: "totalled",
      zh: "净额加税额与含税金额",
      en: "net plus tax and gross",
      weight: 0.6,
      applies: sql`t_gross IS NOT NULL`,
      fails: sql`abs(t_sum - t_gross) > greatest(10, 0.0005 * abs(t_gross))`,
      ours: text("t_sum"),
      theirs: text("t_gross"),
      atRisk: sql`abs(t_sum - t_gross)`,
      other: sql`NULL`,
    }),
    plain({
      sign: "tax-number",
      among: "invoiced",
      zh: "客户税号与发票购方税号",
      en: "tax number of the customer and on the invoice",
      weight: 0.7,
      applies: sql`i_tax_number IS NOT NULL AND o_tax_number IS NOT NULL`,
      fails: sql`CASE WHEN i_tax_number = o_tax_number THEN false ELSE folded(i_tax_number) <> folded(o_tax_number) END`,
      ours: sql`o_tax_number`,
      theirs: sql`i_tax_number`,
      atRisk: sql`i_amount`,
      other: sql`i_rid`,
    }),
  ];
}

/** The words of each sign, for sentences; bounds do not matter to them. */
export const documentSigns: Readonly<Record<string, Bilingual & { readonly shows: "money" | "plain" }>> =
  Object.fromEntries(
    documentRules({ tolerance: 0, settled: sql`NULL` }).map(({ sign, zh, en, shows }) => [
      sign,
      { zh, en, shows },
    ]),
  );
