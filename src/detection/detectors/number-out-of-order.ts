import { sql } from "../../platform/index.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { money, percent } from "../figures.ts";
import { whole } from "../parameter.ts";

export default defineRateDetector({
  id: "number-out-of-order",
  scheme: "timing",
  basis: "documents",
  title: { zh: "编号在后、日期在前", en: "A later number with an earlier date" },
  why: {
    zh: "编号由系统按录入顺序给出，日期是人写的；编号排在后面、日期却早很多天，日期就是倒填的。",
    en: "The system gives numbers in the order of entry, people write the date; a document far behind its neighbours in date was dated back.",
  },
  counted: {
    zh: "编号拆为前缀与末尾数字，同一前缀内按数字排序（数字部分须 3 位以上，且与日期的秩相关在该前缀内至少七成顺序）。n 为该销售员的单数，k 为日期比其前 20 个编号的平均日期早 {minDays} 天以上、并落在更早月份的单数。",
    en: "A number is split into prefix and trailing digits (three or more) and sorted within the prefix, where at least seven of ten neighbours must be in the order of their dates. n = the seller's documents, k = those dated {minDays} days or more before the mean date of the 20 numbers before them, and in an earlier month.",
  },
  usual: { minRows: 15, minCount: 3 },
  innocent: [
    { zh: "预留编号、分公司各自编号。", en: "Numbers reserved, or branches that number on their own." },
    { zh: "补录以前漏录的单。", en: "Documents forgotten and entered later." },
  ],
  blindTo: [
    { zh: "编号可由人手工指定。", en: "Numbers that people choose." },
    { zh: "倒填不足几天。", en: "Dating back by less than some days." },
  ],
  nextChecks: [
    {
      zh: "看系统录入时间与相邻编号的录入时间。",
      en: "See the time of entry, and that of the neighbouring numbers.",
    },
    {
      zh: "对照客户的下单凭据与发货日期。",
      en: "Compare with the customer's order and the date of delivery.",
    },
  ],
  source: "ACFE Fraud Examiners Manual; IDEA/ACL sequence tests; Griffiths 1973",
  severity: "medium",
  reads: { sales: ["doc_id", "seller", "sold_at"] },
  level: "seller",
  params: { minDays: whole(5, [1, 365], "至少早几天", "fewest days earlier") },
  cases: ({ minDays }, { sales }) => sql`
    WITH numbered AS (
      SELECT rid, seller, customer, amount, currency, date_diff('day', DATE '1970-01-01', CAST(sold_at AS DATE)) AS day_number, sold_at, prefix, try_cast(substr(doc_id, length(prefix) + 1) AS BIGINT) AS number
      FROM (SELECT *, rtrim(doc_id, '0123456789') AS prefix FROM ${sales} WHERE seller IS NOT NULL AND sold_at IS NOT NULL AND doc_id IS NOT NULL AND doc_kind IN ('order', 'invoice', 'contract'))
      WHERE length(doc_id) - length(prefix) BETWEEN 3 AND 18
    ), placed AS (
      SELECT *, avg(day_number) OVER before AS usual, count(*) OVER before AS before, day_number >= lag(day_number) OVER (PARTITION BY prefix ORDER BY number, rid) AS in_order FROM numbered WHERE number IS NOT NULL
      WINDOW before AS (PARTITION BY prefix ORDER BY number, rid ROWS BETWEEN 20 PRECEDING AND 1 PRECEDING)
    ), ordered AS (
      SELECT prefix FROM placed GROUP BY prefix HAVING avg(CAST(in_order AS INTEGER)) >= 0.7 AND count(*) >= 30
    )
    SELECT seller AS unit, rid, sold_at AS day, customer, NULL AS seller, amount, currency,
      usual - day_number >= ${minDays} AND date_trunc('month', sold_at) < date_trunc('month', CAST(DATE '1970-01-01' + CAST(floor(usual) AS INTEGER) AS TIMESTAMP)) AS hit
    FROM placed JOIN ordered USING (prefix) WHERE before >= 5`,
  sentence: {
    zh: (f) =>
      `销售员 ${f.unit} 的 ${f.of} 单中有 ${f.count} 单（${money(f.amount, f.currency, "zh")}）编号排在后面、日期却在上个月（${f.first} 至 ${f.last}）；其他人为 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `${f.count} of ${f.of} documents of seller ${f.unit} (${money(f.amount, f.currency, "en")}) carry a later number and a date of an earlier month (${f.first} to ${f.last}); among the others ${percent(f.peersShare, "en")} do.`,
  },
  chartTitle: {
    zh: "各销售员：编号与日期颠倒的占比（%）",
    en: "Sellers: numbers out of the order of dates, per cent",
  },
});
