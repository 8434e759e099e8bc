import { z } from "zod";
import { sql } from "../../platform/index.ts";
import { defineDetector, type Known, type Tables } from "../define-detector.ts";
import { counted, money, number, percent } from "../figures.ts";
import { decimal, whole } from "../parameter.ts";

const forms = ["same-day", "near-day", "other-customer", "inside-document", "source-habit"] as const;

interface Bounds {
  readonly windowDays: number;
  readonly regularity: number;
  readonly leastQuantile: number;
}

/** `docs`: sales by party; `signed`: those that look like another, with their contents; `irregular`: repeats to one party with the gap to the last. */
const repeats = ({ regularity }: Bounds, { sales, sale_lines }: Tables, known: Known) => sql`
    docs AS MATERIALIZED (
      SELECT s.rid, s.doc_kind, s.doc_id, s.seller, s.customer, coalesce(p.party, s.customer) AS party, s.amount, s.currency, CAST(s.sold_at AS DATE) AS day,
        hash(coalesce(p.party, s.customer), s.currency, s.amount) AS by_customer, hash(s.seller, s.currency, s.amount, CAST(s.sold_at AS DATE)) AS by_seller
      FROM ${sales} s LEFT JOIN ${known("parties")} p ON p.customer = s.customer
      WHERE NOT s.cancelled AND s.amount > 0 AND s.sold_at IS NOT NULL
    ), candidates AS (
      SELECT * FROM docs
      WHERE (party IS NOT NULL AND by_customer IN (SELECT by_customer FROM docs WHERE party IS NOT NULL GROUP BY by_customer HAVING count(*) > 1))
        OR by_seller IN (SELECT by_seller FROM docs GROUP BY by_seller HAVING count(*) > 1)
    ), contents AS (
      SELECT doc_id, sum(hash(product, quantity, amount)) AS content, count(*) AS lines FROM ${sale_lines}
      WHERE doc_id IN (SELECT doc_id FROM candidates) GROUP BY doc_id
    ), signed AS (
      SELECT d.*, coalesce(c.content, 0) AS content, coalesce(c.lines, 0) AS lines FROM candidates d LEFT JOIN contents c USING (doc_id)
    ), gaps AS (
      SELECT *, date_diff('day', lag(day) OVER repeats, day) AS gap FROM signed WHERE party IS NOT NULL
      WINDOW repeats AS (PARTITION BY party, currency, amount, content ORDER BY day, rid)
    ), rhythm AS (
      SELECT party, currency, amount, content,
        count(*) FILTER (gap > 0) >= 3 AND coalesce(median_deviation(CASE WHEN gap > 0 THEN gap END) <= ${regularity} * median(gap) FILTER (gap > 0), false) AS standing
      FROM gaps GROUP BY party, currency, amount, content HAVING count(*) > 1
    ), irregular AS (
      SELECT g.*, r.standing FROM gaps g JOIN rhythm r USING (party, currency, amount, content)
    )`;

/** `inside`: documents in which a line stands more than once. */
const repeatsInside = ({ sale_lines }: Tables) => sql`
    repeated_lines AS (
      SELECT hash(doc_id, currency, product, quantity, amount) AS content FROM ${sale_lines} WHERE amount > 0 AND doc_id IS NOT NULL GROUP BY content HAVING count(*) > 1
    ), inside AS MATERIALIZED (
      SELECT doc_id, currency, sum(copies - 1) AS extra, CAST(sum((copies - 1) * amount) AS BIGINT) AS beyond, max_by(amount, (amount, rid)) AS amount,
        list(rid ORDER BY amount DESC, rid) AS rids, max(copies) AS copies, min(doc_kind) AS doc_kind, min(seller) AS seller, min(customer) AS customer
      FROM (
        SELECT doc_id, currency, amount, count(*) AS copies, min(rid) AS rid, min(doc_kind) AS doc_kind, min(seller) AS seller, min(customer) AS customer
        FROM ${sale_lines} WHERE amount > 0 AND hash(doc_id, currency, product, quantity, amount) IN (SELECT content FROM repeated_lines)
        GROUP BY doc_id, currency, product, quantity, amount HAVING count(*) > 1
      ) GROUP BY doc_id, currency
    )`;

export default defineDetector({
  id: "duplicate-sale",
  scheme: "duplicate",
  basis: "repetition",
  title: { zh: "同一笔销售重复入账", en: "The same sale booked more than once" },
  why: {
    zh: "把同一笔交易再录一次，或改动日期、客户后再录一次，是虚增业绩最省事的办法：除单号与改动的那一项外，其余完全相同。",
    en: "Booking a deal again, or again with another day or customer, is the cheapest way to inflate sales: everything but the number and the one changed field is the same.",
  },
  formula: {
    zh: "取消单与贷项除外，客户名称归一化。三同：客户、金额、全部明细（产品、数量、金额）与日期相同（same-day）。两同一异：日期不同但相隔不超过 {windowDays} 天（near-day）；或同一销售员、同日、同明细而客户不同（other-customer）。固定订单（至少 4 笔、间隔的 MAD/中位数 ≤ {regularity}）只看同日重复。偶合率：相隔 {windowDays} 天以上、60 天以内的同样重复每日有多少（other-customer 为按出现次数随机落在同日的期望），占所见的份额；高于 {mostChance} 不列；两同一异的金额须达到全体的 {leastQuantile} 分位数。得分 = 基准（0.85 / 0.65 / 0.7）加成（每多一份、明细三行以上）×（1 − 偶合率），不超过 0.98。单据内完全相同的明细行另计：0.4；此类单据超过 {habitShare} 时视为来源的写法，合为一条，0.3。默认值为本产品设定。",
    en: "Cancelled sales and credits are left out, customer names normalised. Same-same-same: customer, amount, every line (product, quantity, amount) and day (same-day). Same-same-different: the day differs by at most {windowDays} days (near-day), or the customer differs where seller, day and lines agree (other-customer). In a standing order (4 or more, MAD/median of the intervals ≤ {regularity}) only repeats on one day count. Chance: how many such repeats a day occur more than {windowDays} and up to 60 days apart (for other-customer: expected on one day by their frequency), as a share of those seen; above {mostChance} nothing is listed. The amount of a same-same-different must reach the {leastQuantile} quantile of all. Score = base (0.85 / 0.65 / 0.7), raised for further copies and for three lines or more, × (1 − chance), at most 0.98. Equal lines within a document stand apart: 0.4; where more than a share of {habitShare} of the documents hold some, that is how the source writes, and it is one finding: 0.3. These values are our default.",
  },
  innocent: [
    {
      zh: "固定周期的补货或租赁、服务费，金额每期相同。",
      en: "Standing orders, rent or service fees of the same amount every period.",
    },
    {
      zh: "同一客户的多个门店分别下了同样的单；一次促销套餐被多人购买。",
      en: "Branches of one customer ordering the same; a promotion bundle bought by many.",
    },
    {
      zh: "接口重传或重复导入，而非人为。",
      en: "An interface that sent twice, or a file loaded twice: no intent.",
    },
  ],
  blindTo: [
    {
      zh: "金额或数量略作改动的重复。",
      en: "Copies whose amount or quantity was changed slightly.",
    },
    {
      zh: "相隔超过窗口的重复，以及没有日期的数据。",
      en: "Copies further apart than the window, and data without dates.",
    },
  ],
  nextChecks: [
    {
      zh: "逐份核对签收单、发票号与回款：真实的第二笔应有自己的一套。",
      en: "Match delivery note, invoice number and payment for each copy: a real second sale has its own.",
    },
    {
      zh: "查录入人、录入时间与修改日志；向客户函证下过几次单。",
      en: "See who entered each copy and when, with the change log; ask the customer how often they ordered.",
    },
  ],
  source: "Nigrini, Forensic Analytics (2nd ed. 2020), ch. 12 (same-same-same, same-same-different)",
  severity: "high",
  reads: { sales: ["amount", "sold_at"] },
  params: z.object({
    windowDays: whole(7, [0, 59], "日期不同时至多相隔几天", "most days apart when the day differs"),
    regularity: decimal(
      0.25,
      [0, 1],
      "固定订单间隔的相对离散度上限",
      "largest relative spread of a standing order's intervals",
    ),
    mostChance: decimal(0.5, [0, 1], "偶合率高于此数不列", "not listed above this share of chance"),
    leastQuantile: decimal(
      0.5,
      [0, 1],
      "两同一异的金额至少达到全体的哪个分位数",
      "quantile of all amounts that a same-same-different must reach",
    ),
    habitShare: decimal(
      0.01,
      [0, 1],
      "单据内重复行的单据占比超过此数视为来源写法",
      "share of documents with repeated lines that makes it a habit",
    ),
  }),
  facts: z.object({
    form: z.enum(forms),
    documents: z.array(z.string()),
    copies: z.int(),
    customer: z.string().optional(),
    seller: z.string().optional(),
    amount: z.number(),
    beyond_first: z.number(),
    lines: z.int().optional(),
    first_day: z.string().optional(),
    days_apart: z.int().optional(),
    chance: z.number(),
    share: z.number().optional(),
    currency: z.string(),
  }),
  locality: {
    unit: "customer",
    together: "parties",
    recent: { days: ({ windowDays }) => windowDays },
    // The newest of those that agree in party and amount, or that repeat each other in a document.
    sieve: (_, { sales, sale_lines }, _run, known) => sql`
      SELECT max(s.rid) AS rid FROM ${sales} s LEFT JOIN ${known("parties")} p ON p.customer = s.customer
      WHERE NOT s.cancelled AND s.amount > 0 AND s.customer IS NOT NULL
      GROUP BY coalesce(p.party, s.customer), s.currency, s.amount HAVING count(*) > 1
      UNION ALL
      SELECT max(rid) FROM ${sale_lines} WHERE amount > 0 AND doc_id IS NOT NULL
      GROUP BY doc_id, currency, product, quantity, amount HAVING count(*) > 1`,
    beforehand: {
      zh: "核对是否已有同样的订单；确属再次采购的，写明新的合同号或采购单号。",
      en: "See whether the same order is there already; for a second purchase, name its own contract or purchase order.",
    },
    baseline: {
      // Customers of one name, by the smallest id among them. Whoever is alone is not among them: each question reads all of it.
      parties: (_, { sales, customers }) => sql`
        SELECT customer, min(customer) OVER alike AS party FROM (
          SELECT s.customer, coalesce(any_value(folded(c.name)), any_value(folded(s.customer))) AS name
          FROM (SELECT DISTINCT customer FROM ${sales} WHERE customer IS NOT NULL) s LEFT JOIN ${customers} c ON c.customer_id = s.customer GROUP BY s.customer
        ) WHERE name IS NOT NULL WINDOW alike AS (PARTITION BY name) QUALIFY count(*) OVER alike > 1`,
      span: (p, tables, _run, known) => sql`
        WITH ${repeats(p, tables, known)}
      SELECT count(DISTINCT day) AS days, quantile_cont(amount, ${p.leastQuantile}) AS least_amount FROM docs`,
      background: (p, tables, _run, known) => sql`
        WITH ${repeats(p, tables, known)}
      SELECT count(*) FILTER (gap > ${p.windowDays} AND gap <= 60 AND NOT standing) / greatest(60.0 - ${p.windowDays}, 1) AS per_day,
        count(*) FILTER (gap = 0) AS same_day, count(*) FILTER (gap BETWEEN 1 AND ${p.windowDays} AND NOT standing) AS near_day
      FROM irregular`,
      habit: (_, tables) => sql`
        WITH ${repeatsInside(tables)}
        SELECT count(*) / greatest((SELECT count(*) FROM ${tables.sales}), 1) AS share FROM inside`,
    },
    // What a seller sold to several customers, and what is the custom of the source, is seen in whole runs only.
    tells: ({ key }) => !key.startsWith("other-customer|") && !key.startsWith("source-habit|"),
  },
  query: (p, tables, _run, known) => {
    const { windowDays, mostChance, habitShare } = p;
    return sql`
    WITH span AS (SELECT * FROM ${known("span")}), background AS (SELECT * FROM ${known("background")}), habit AS (SELECT * FROM ${known("habit")}),
    ${repeats(p, tables, known)}, ${repeatsInside(tables)}, clustered AS (
      SELECT *, sum(CASE WHEN gap <= CASE WHEN standing THEN 0 ELSE ${windowDays} END THEN 0 ELSE 1 END)
        OVER (PARTITION BY party, currency, amount, content ORDER BY day, rid) AS cluster
      FROM irregular
    ), repeated AS (
      SELECT CASE WHEN coalesce(bool_or(gap = 0 AND place > 1), false) THEN 'same-day' ELSE 'near-day' END AS form,
        min_by(doc_kind, place) AS doc_kind, list(doc_id ORDER BY place) AS documents, list(rid ORDER BY place) AS rids, count(*) AS copies,
        min_by(customer, place) AS customer, CASE WHEN count(DISTINCT seller) = 1 THEN min(seller) END AS seller, amount, currency, max(lines) AS lines,
        min(day) AS first_day, date_diff('day', min(day), max(day)) AS days_apart
      FROM (SELECT *, row_number() OVER (PARTITION BY party, currency, amount, content, cluster ORDER BY day, rid) AS place FROM clustered)
      GROUP BY party, currency, amount, content, cluster HAVING count(*) > 1
    ), by_chance AS (
      SELECT seller, currency, amount, content, count(*) * (count(*) - 1) / 2.0 / (SELECT days FROM span) AS expected
      FROM signed GROUP BY seller, currency, amount, content
    ), across AS (
      SELECT 'other-customer' AS form, min_by(doc_kind, rid) AS doc_kind, list(doc_id ORDER BY rid) AS documents, list(rid ORDER BY rid) AS rids, count(*) AS copies,
        CAST(NULL AS VARCHAR) AS customer, s.seller, s.amount, s.currency, max(lines) AS lines, s.day AS first_day, 0 AS days_apart, s.content
      FROM signed s WHERE lines > 0
      GROUP BY s.seller, s.currency, s.amount, s.content, s.day
      HAVING count(*) > 1 AND (count(DISTINCT party) > 1 OR count(party) < count(*))
    ), expectation AS (
      SELECT sum(c.expected) / greatest(count(*) FILTER (seen), 1) AS chance
      FROM by_chance c LEFT JOIN (SELECT DISTINCT hash(seller, currency, amount, content) AS k, true AS seen FROM across) a ON a.k = hash(c.seller, c.currency, c.amount, c.content)
      WHERE c.expected <= 0.05
    ), judged AS (
      SELECT r.*, CASE r.form WHEN 'same-day' THEN least(1, b.per_day / greatest(b.same_day, 1)) ELSE least(1, ${windowDays} * b.per_day / greatest(b.near_day, 1)) END AS chance,
        CASE r.form WHEN 'same-day' THEN 0.85 ELSE 0.65 END AS base
      FROM repeated r, background b
      UNION ALL
      SELECT a.* EXCLUDE (content), least(1, e.chance) AS chance, 0.7 AS base
      FROM across a JOIN by_chance c ON c.seller IS NOT DISTINCT FROM a.seller AND c.currency = a.currency AND c.amount = a.amount AND c.content = a.content, expectation e
      WHERE c.expected <= 0.05 AND c.expected * 20 <= a.copies
    )
    SELECT doc_kind AS subject_kind, coalesce(documents[2], CAST(rids[2] AS VARCHAR)) AS subject_id, form || '|' || coalesce(documents[1], CAST(rids[1] AS VARCHAR)) || '|' || coalesce(documents[2], CAST(rids[2] AS VARCHAR)) AS key,
      seller, customer, least(0.98, base + 0.05 * least(copies - 2, 2) + CASE WHEN lines >= 3 THEN 0.08 ELSE 0 END) * (1 - chance) AS score,
      amount * (copies - 1) AS amount, currency, rids[1:200] AS evidence, copies AS evidence_total,
      {'form': form, 'documents': documents[1:20], 'copies': copies, 'customer': customer, 'seller': seller, 'amount': amount, 'beyond_first': amount * (copies - 1),
       'lines': lines, 'first_day': CAST(first_day AS VARCHAR), 'days_apart': days_apart, 'chance': chance, 'share': NULL, 'currency': currency} AS facts
    FROM judged WHERE chance <= ${mostChance} AND (form = 'same-day' OR amount >= (SELECT least_amount FROM span))
    UNION ALL
    SELECT CASE WHEN doc_kind LIKE 'order%' THEN 'order' ELSE 'invoice' END, doc_id, 'inside-document|' || doc_id || '|' || currency, seller, customer, 0.4, beyond, currency, rids[1:200], extra,
      {'form': 'inside-document', 'documents': [doc_id], 'copies': copies, 'customer': customer, 'seller': seller, 'amount': amount, 'beyond_first': beyond,
       'lines': extra, 'first_day': NULL, 'days_apart': NULL, 'chance': 0, 'share': share, 'currency': currency}
    FROM inside, habit WHERE share <= ${habitShare}
    UNION ALL
    SELECT 'data-set', 'sales', 'source-habit|' || currency, NULL, NULL, 0.3, CAST(sum(beyond) AS BIGINT), currency, (list(rids[1] ORDER BY beyond DESC, doc_id))[1:200], sum(extra),
      {'form': 'source-habit', 'documents': (list(doc_id ORDER BY beyond DESC, doc_id))[1:20], 'copies': sum(extra), 'customer': NULL, 'seller': NULL, 'amount': max(amount),
       'beyond_first': CAST(sum(beyond) AS BIGINT), 'lines': sum(extra), 'first_day': NULL, 'days_apart': NULL, 'chance': 0, 'share': any_value(share), 'currency': currency}
    FROM inside, habit WHERE share > ${habitShare} GROUP BY currency`;
  },
  sentence: {
    zh: (f) => sentences.zh[f.form](f),
    en: (f) => sentences.en[f.form](f),
  },
  chart: {
    kind: "documents",
    title: { zh: "彼此相同的单据", en: "The documents that are the same" },
    query: ({ evidence }, _params, { sales, sale_lines }) => {
      const rids = sql.join(evidence.map((rid) => sql`${rid}`));
      return sql`
        SELECT doc_kind AS document, coalesce(doc_id, CAST(rid AS VARCHAR)) AS id, CAST(CAST(sold_at AS DATE) AS VARCHAR) AS "at", customer AS party,
          CAST(NULL AS DOUBLE) AS quantity, amount / minor_factor(currency) AS amount, rid <> ${evidence[0]} AS suspect
        FROM ${sales} WHERE rid IN (${rids})
        UNION ALL
        SELECT doc_kind, doc_id || coalesce('/' || line_no, ''), CAST(CAST(sold_at AS DATE) AS VARCHAR), product, quantity, amount / minor_factor(currency), true
        FROM ${sale_lines} WHERE rid IN (${rids}) AND rid NOT IN (SELECT rid FROM ${sales})
        ORDER BY "at", id LIMIT 200`;
    },
  },
});

interface Facts {
  form: (typeof forms)[number];
  documents: string[];
  copies: number;
  customer?: string | undefined;
  seller?: string | undefined;
  amount: number;
  beyond_first: number;
  lines?: number | undefined;
  first_day?: string | undefined;
  days_apart?: number | undefined;
  share?: number | undefined;
  currency: string;
}

const named = ({ documents }: Facts, separator: string) =>
  documents.slice(0, 4).join(separator) + (documents.length > 4 ? " …" : "");

const days = (count: number) => counted(count, "day");

const sentences: Record<"zh" | "en", Record<Facts["form"], (f: Facts) => string>> = {
  zh: {
    "same-day": (f) =>
      `客户 ${f.customer} 在 ${f.first_day}${f.days_apart ? ` 起 ${f.days_apart} 天内` : ""} 有 ${f.copies} 份单据（${named(f, "、")}）客户、明细与金额（${money(f.amount, f.currency, "zh")}）全部相同，首份之外共 ${money(f.beyond_first, f.currency, "zh")}。`,
    "near-day": (f) =>
      `客户 ${f.customer} 自 ${f.first_day} 起 ${f.days_apart} 天内有 ${f.copies} 份单据（${named(f, "、")}）除日期外完全相同，每份 ${money(f.amount, f.currency, "zh")}。`,
    "other-customer": (f) =>
      `${f.first_day}${f.seller ? ` 销售员 ${f.seller} 名下` : ""} ${f.copies} 份单据（${named(f, "、")}）明细与金额（${money(f.amount, f.currency, "zh")}）全同而客户不同。`,
    "inside-document": (f) =>
      `单据 ${f.documents[0]} 内有 ${f.lines} 行与同单其他行产品、数量、金额完全相同，多出 ${money(f.beyond_first, f.currency, "zh")}。`,
    "source-habit": (f) =>
      `${percent(f.share ?? 0, "zh")} 的单据内含完全相同的明细行，共多出 ${number(f.lines ?? 0, "zh")} 行、${money(f.beyond_first, f.currency, "zh")}：多半是来源的写法，抽查几份即可。`,
  },
  en: {
    "same-day": (f) =>
      `${f.copies} documents of customer ${f.customer} ${f.days_apart ? `within ${days(f.days_apart)} from` : "on"} ${f.first_day} (${named(f, ", ")}) agree in customer, every line and amount (${money(f.amount, f.currency, "en")}); beyond the first they come to ${money(f.beyond_first, f.currency, "en")}.`,
    "near-day": (f) =>
      `${f.copies} documents of customer ${f.customer} within ${days(f.days_apart ?? 0)} from ${f.first_day} (${named(f, ", ")}) are the same but for the day, ${money(f.amount, f.currency, "en")} each.`,
    "other-customer": (f) =>
      `${f.copies} documents${f.seller ? ` of seller ${f.seller}` : ""} on ${f.first_day} (${named(f, ", ")}) agree in every line and amount (${money(f.amount, f.currency, "en")}) but not in the customer.`,
    "inside-document": (f) =>
      `${counted(f.lines ?? 0, "line")} of ${f.documents[0]} ${f.lines === 1 ? "repeats" : "repeat"} another of its lines in product, quantity and amount, ${money(f.beyond_first, f.currency, "en")} in all.`,
    "source-habit": (f) =>
      `${percent(f.share ?? 0, "en")} of documents hold lines that repeat another exactly, ${counted(f.lines ?? 0, "line")} and ${money(f.beyond_first, f.currency, "en")} in all: most likely how the source writes; check a few.`,
  },
};
