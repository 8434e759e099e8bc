import { z } from "zod";
import { type Bilingual, formatMoney, sql } from "../../platform/index.ts";
import { defineDetector } from "../define-detector.ts";
import { identifierKey, staffIdentifiers, staffKey, statedIdentifiers } from "../identifiers.ts";
import { linksCustomers } from "../locality.ts";
import { whole } from "../parameter.ts";

const kindWords: Readonly<Record<string, Bilingual>> = {
  phone: { zh: "电话", en: "telephone" },
  email: { zh: "邮箱", en: "e-mail" },
  address: { zh: "地址", en: "address" },
  bank: { zh: "银行账号", en: "bank account" },
  tax: { zh: "税号", en: "tax number" },
  "ship-to-address": { zh: "收货地址", en: "ship-to address" },
  "ship-to-phone": { zh: "收货电话", en: "ship-to telephone" },
  device: { zh: "下单设备", en: "ordering device" },
};

const link = z.object({ party: z.string(), id: z.string(), kind: z.string(), value: z.string() });

export default defineDetector({
  id: "shared-identity",
  scheme: "related-party",
  basis: "identity",
  title: {
    zh: "客户与员工或其他客户共用身份信息",
    en: "Customer shares its identity with an employee or other customers",
  },
  why: {
    zh: "虚假客户需要真实的电话、地址和账户，往往就用销售员自己、亲友或同一批马甲的；刷单的货最终回到少数地址。",
    en: "A fake customer needs a real telephone, address and account: often those of the seller, a friend, or the same few straw men; and brushed goods end at a few addresses.",
  },
  formula: {
    zh: "电话去国家码与分隔符、地址去省市区字样、中文数字化为阿拉伯数字、账号税号只留字母数字后比较；含联系人、付款账号、发票税号。(1) 与员工相同（该值不超过 2 名员工共用）：1 − Π(1 − w)，w：账号 0.9、电话与邮箱 0.8、地址 0.75、收货地址或电话 0.6；该员工正是其销售员时再补余量的 30%。(2) 2–{maxGroup} 个客户相同：w：账号 0.65、税号 0.6、电话与邮箱 0.45、地址 0.3，各乘 1 − min(1, 共用该类信息的其他客户占比/0.3)；名称同源乘 0.7；得分 1 − Π(1 − w)^(1 + (n−2)/(n+10))；同属一名销售员补余量 25%（否则三家以上的共用地址视为园区，w = 0.1）。(3) n ≥ {minReceivers} 个客户的订单寄往同一地址、电话或来自同一设备：strength(n−1, 4)，乘 max(0.5, 首位销售员占比)。低于 0.5 不列；权数为本产品设定。",
    en: "Compared are telephones without country code and punctuation, addresses without the marks of province, city and district and with Chinese numerals as figures, accounts and tax numbers as letters and digits; contacts, payer accounts and tax numbers on invoices included. (1) Same as an employee's (a value of at most 2 employees): 1 − Π(1 − w), w: account 0.9, telephone and e-mail 0.8, address 0.75, ship-to 0.6; if that employee is the customer's seller, 30 % of the rest is added. (2) 2 to {maxGroup} customers: w: account 0.65, tax number 0.6, telephone and e-mail 0.45, address 0.3, each × 1 − min(1, share of other customers that share such a value/0.3); × 0.7 for names of one family; 1 − Π(1 − w)^(1 + (n−2)/(n+10)); 25 % of the rest where all have one seller (else an address of three or more is an office park, w = 0.1). (3) Orders of n ≥ {minReceivers} customers with one ship-to address, telephone or device: strength(n−1, 4) × max(0.5, share of the leading seller). Not listed below 0.5; weights are our default.",
  },
  innocent: [
    {
      zh: "员工内购，或员工亲属依规申报的正常经营。",
      en: "Staff purchases, or a relative's business that was declared.",
    },
    {
      zh: "集团总部、代账公司或园区前台的电话与地址。",
      en: "The telephone or address of a group's head office, a book-keeping agency or an office park's reception.",
    },
    { zh: "主数据重复建档。", en: "The same customer entered twice." },
    {
      zh: "收货地址是货代仓或自提点。",
      en: "The ship-to address is a forwarder's warehouse or a pick-up point.",
    },
  ],
  blindTo: [
    {
      zh: "使用专门购置的电话、虚拟地址与代开账户的空壳客户。",
      en: "Shells with a telephone, a virtual address and an account bought for the purpose.",
    },
    { zh: "亲属关系本身（姓名、户籍）不在数据中。", en: "Kinship itself, which the data do not hold." },
  ],
  nextChecks: [
    {
      zh: "查工商登记的股东、法人、注册电话与地址，对照员工及其申报的亲属。",
      en: "Look up shareholders, legal representative, telephone and address in the company register; compare with staff and their declared relatives.",
    },
    {
      zh: "由审计人员拨打该电话、实地查看该地址。",
      en: "Have an auditor call the number and visit the address.",
    },
    {
      zh: "追查付款账户的开户人与货物实际签收人。",
      en: "Trace who holds the paying account and who signed for the goods.",
    },
  ],
  source:
    "ACFE Fraud Examiners Manual (fictitious customers, matching of vendor/customer and employee master data); FRAUDAR (Hooi et al. 2016) on brushing",
  severity: "high",
  reads: { sales: ["customer"] },
  params: z.object({
    maxGroup: whole(
      50,
      [2, 10_000],
      "超过此数的客户共用视为公共信息",
      "shared by more customers than this it is public",
    ),
    minReceivers: whole(5, [2, 1000], "同一收货信息至少涉及多少客户", "fewest customers with one ship-to"),
  }),
  facts: z.object({
    form: z.enum(["employee", "customers", "orders"]),
    employee: z.string().optional(),
    isSeller: z.boolean(),
    customers: z.array(z.string()),
    count: z.int(),
    seller: z.string().optional(),
    kinds: z.array(z.string()),
    links: z.array(link),
    amount: z.number(),
    currency: z.string(),
  }),
  locality: linksCustomers,
  query: ({ maxGroup, minReceivers }, tables) => sql`
    WITH stated AS (${statedIdentifiers(tables)}
    ), said AS (
      SELECT customer, kind, raw, min(rid) AS rid FROM stated WHERE customer IS NOT NULL AND raw IS NOT NULL AND NOT contains(raw, '*') GROUP BY customer, kind, raw
    ), keyed AS MATERIALIZED (
      SELECT customer, kind, value, min(rid) AS rid, min(raw) AS raw FROM (
        SELECT customer, kind, rid, raw, ${identifierKey} AS value
        FROM said
      ) WHERE value IS NOT NULL GROUP BY customer, kind, value
    ), staff AS MATERIALIZED (
      SELECT employee_id, kind, rid, ${staffKey} AS value
      FROM (${staffIdentifiers(tables)}
      ) WHERE raw IS NOT NULL
      QUALIFY value IS NOT NULL AND count(*) OVER (PARTITION BY kind, value) <= 2
    ), with_staff AS (
      SELECT k.customer, s.employee_id, k.kind, k.value, k.raw, k.rid, s.rid AS staff_rid,
        CASE k.kind WHEN 'bank' THEN 0.9 WHEN 'address' THEN 0.75 WHEN 'ship-to-address' THEN 0.6 WHEN 'ship-to-phone' THEN 0.6 ELSE 0.8 END AS weight
      FROM keyed k JOIN staff s ON s.value = k.value AND s.kind = replace(k.kind, 'ship-to-', '')
    ), by_staff AS (
      SELECT 'employee' AS form, customer || '|' || employee_id AS key, employee_id, 1 - exp(sum(ln(1 - weight))) AS strength,
        [customer] AS members, list(DISTINCT kind ORDER BY kind) AS kinds, list_sort(list_distinct(list_concat(list(staff_rid), list(rid)))) AS rids, false AS is_one_family,
        list_concat(list({'party': 'customer', 'id': customer, 'kind': kind, 'value': raw} ORDER BY kind, raw, rid), list({'party': 'employee', 'id': employee_id, 'kind': kind, 'value': raw} ORDER BY kind, raw, rid)) AS links
      FROM with_staff GROUP BY customer, employee_id
    ), names AS (
      SELECT customer_id AS customer, party_name(arg_min(name, rid)) AS name FROM ${tables.customers} WHERE customer_id IS NOT NULL AND customer_id IN (
        SELECT customer FROM (SELECT customer, count(*) OVER (PARTITION BY kind, value) AS n FROM keyed) WHERE n > 1) GROUP BY customer_id
    ), groups AS (
      SELECT kind, value, count(*) AS n, list(customer ORDER BY customer) AS members, list(rid ORDER BY rid) AS rids, min(raw) AS raw,
        count(DISTINCT left(name, 4)) <= 1 AND count(name) > 1 AS is_one_family
      FROM keyed LEFT JOIN names USING (customer) WHERE kind IN ('phone', 'email', 'address', 'bank', 'tax') GROUP BY kind, value HAVING count(*) BETWEEN 2 AND ${maxGroup}
    ), common AS (
      SELECT k.kind, s.sharers, count(DISTINCT k.customer) AS known
      FROM keyed k LEFT JOIN (SELECT kind, sum(n) AS sharers FROM groups GROUP BY kind) s ON s.kind = k.kind GROUP BY k.kind, s.sharers
    ), by_value AS (
      SELECT g.*, (c.sharers - g.n) / (c.known + 20) AS share FROM groups g JOIN common c USING (kind)
    ), sizable AS (
      SELECT 'customers' AS form, array_to_string(members, '|') AS key, CAST(NULL AS VARCHAR) AS employee_id, NULL AS strength, members,
        list(DISTINCT kind ORDER BY kind) AS kinds, list_sort(list_distinct(flatten(list(rids)))) AS rids, bool_and(is_one_family) AS is_one_family,
        list({'kind': kind, 'share': share, 'value': raw} ORDER BY kind, raw) AS shared
      FROM by_value GROUP BY members
    ), receivers AS (
      SELECT kind, value, count(*) AS n, list(customer ORDER BY customer) AS members, min(raw) AS raw FROM keyed
      WHERE kind IN ('ship-to-address', 'ship-to-phone', 'device') GROUP BY kind, value HAVING count(*) >= ${minReceivers}
    ), received AS (
      -- The first five read well; the digest tells apart groups that begin alike.
      SELECT 'orders' AS form, array_to_string(members[1:5], '|') || '|' || len(members) || CASE WHEN len(members) > 5 THEN '|' || left(md5(array_to_string(members, '|')), 8) ELSE '' END AS key, members, list(DISTINCT kind ORDER BY kind) AS kinds,
        list({'kind': kind, 'value': raw} ORDER BY kind, raw) AS shared, list(DISTINCT raw ORDER BY raw) AS raws
      FROM receivers GROUP BY members
    ), involved AS MATERIALIZED (
      SELECT DISTINCT unnest(members) AS customer FROM (SELECT members FROM by_staff UNION ALL SELECT members FROM sizable UNION ALL SELECT members FROM received)
    ), bought AS MATERIALIZED (
      SELECT customer, coalesce(seller, created_by) AS seller, currency, CAST(sum(amount) AS BIGINT) AS amount, count(*) AS n, list(rid ORDER BY amount DESC, rid)[1:150] AS rids
      FROM ${tables.sales} WHERE NOT cancelled AND customer IN (SELECT customer FROM involved) GROUP BY ALL
    ), owners AS (
      SELECT customer_id AS customer, arg_min(owner_id, rid) AS owner FROM ${tables.customers} WHERE customer_id IN (SELECT customer FROM involved) GROUP BY customer_id
    ), all_groups AS (
      SELECT form, key, employee_id, strength, members, kinds, rids, is_one_family, links, NULL AS shared FROM by_staff
      UNION ALL SELECT form, key, employee_id, strength, members, kinds, rids, is_one_family, NULL, shared FROM sizable
      UNION ALL SELECT form, key, NULL, NULL, members, kinds, [], false, NULL, list_transform(shared, x -> {'kind': x.kind, 'share': 0.0, 'value': x.value}) FROM received
    ), member AS (
      SELECT form, key, unnest(members) AS customer FROM all_groups
    ), dealt AS (
      SELECT m.form, m.key, coalesce(b.seller, o.owner) AS seller, coalesce(b.currency, 'XXX') AS currency, sum(coalesce(b.amount, 0)) AS amount, count(DISTINCT m.customer) AS customers,
        coalesce(sum(b.n), 0) AS n, flatten(list(coalesce(b.rids, []) ORDER BY b.amount DESC, m.customer))[1:150] AS sale_rids, arg_max(m.customer, (coalesce(b.amount, 0), m.customer)) AS customer
      FROM member m LEFT JOIN bought b USING (customer) LEFT JOIN owners o USING (customer) GROUP BY ALL
    ), foremost AS (
      SELECT form, key, arg_max(seller, (customers, amount, seller)) AS seller, max(customers) AS led, arg_max(currency, (amount, currency)) AS currency,
        sum(n) AS n, max(n) / greatest(sum(n), 1) AS sale_share, count(DISTINCT seller) AS sellers, list(DISTINCT seller) AS all_sellers,
        arg_max(customer, (amount, customer)) AS customer, flatten(list(sale_rids ORDER BY amount DESC, seller))[1:150] AS sale_rids
      FROM dealt GROUP BY form, key
    ), totals AS (
      SELECT form, key, currency, CAST(sum(amount) AS BIGINT) AS amount FROM dealt GROUP BY form, key, currency
    ), weighed AS (
      SELECT g.*, l.seller, l.led, l.currency, l.sale_share, l.sellers, l.all_sellers, l.customer, l.sale_rids, t.amount, len(g.members) AS size,
        l.seller IS NOT NULL AND l.sellers = 1 AND l.led = len(g.members) AS is_one_seller,
        list_aggregate(list_transform(g.shared, s -> ln(1 - CASE s.kind WHEN 'bank' THEN 0.65 WHEN 'tax' THEN 0.6 WHEN 'address' THEN
          CASE WHEN len(g.members) > 2 AND l.sellers > 1 THEN 0.1 ELSE 0.3 END ELSE 0.45 END * (1 - least(1, s.share / 0.3)))), 'sum') AS log_rest
      FROM all_groups g JOIN foremost l USING (form, key) JOIN totals t ON t.form = g.form AND t.key = g.key AND t.currency = l.currency
    ), scored AS (
      SELECT *, list_contains(all_sellers, employee_id) AS is_seller, CASE form
        WHEN 'employee' THEN CASE WHEN list_contains(all_sellers, employee_id) THEN strength + (1 - strength) * 0.3 ELSE strength END
        WHEN 'orders' THEN strength(size - 1, 4.0) * CASE WHEN list_contains(kinds, 'device') OR seller IS NULL THEN 1 ELSE greatest(0.5, sale_share) END
        ELSE (1 - exp(log_rest * (1 + (size - 2) / (size + 10.0))) * CASE WHEN is_one_seller THEN 0.75 ELSE 1 END) * CASE WHEN is_one_family THEN 0.7 ELSE 1 END END AS score
      FROM weighed
    )
    SELECT 'customer' AS subject_kind, customer AS subject_id, form || '|' || left(md5(key), 16) AS key,
      CASE WHEN is_seller THEN employee_id WHEN is_one_seller THEN seller END AS seller, customer, least(score, 0.98) AS score, amount, currency,
      list_concat(rids, sale_rids)[1:200] AS evidence, len(rids) + len(sale_rids) AS evidence_total,
      {'form': form, 'employee': employee_id, 'isSeller': coalesce(is_seller, false), 'customers': members[1:20], 'count': size,
        'seller': CASE WHEN is_one_seller THEN seller END, 'kinds': kinds,
        'links': coalesce(links, flatten(list_transform(members[1:30], m -> list_transform(shared[1:4], s -> {'party': 'customer', 'id': m, 'kind': s.kind, 'value': s.value}))))[1:120],
        'amount': amount, 'currency': currency} AS facts
    FROM scored WHERE score >= 0.5`,
  sentence: {
    zh: ({ form, employee, isSeller, customers, count, seller, kinds, amount, currency }) => {
      const shared = kinds.map((kind) => kindWords[kind]?.zh ?? kind).join("、");
      const sold = `，涉及销售 ${formatMoney({ minor: BigInt(amount), currency }, "zh")}`;
      if (form === "employee")
        return `客户 ${customers[0]} 与员工 ${employee}${isSeller ? "（即其销售员）" : ""}的${shared}相同${sold}。`;
      const who = `${customers.slice(0, 5).join("、")}${count > 5 ? " 等" : ""}`;
      const by = seller === undefined ? "" : `，均由销售员 ${seller} 经手`;
      return form === "customers"
        ? `${count} 个客户（${who}）共用${shared}${by}${sold}。`
        : `${count} 个客户（${who}）的订单使用同一${shared}${by}${sold}。`;
    },
    en: ({ form, employee, isSeller, customers, count, seller, kinds, amount, currency }) => {
      const shared = kinds.map((kind) => kindWords[kind]?.en ?? kind).join(", ");
      const sold = `; sales of ${formatMoney({ minor: BigInt(amount), currency }, "en")}`;
      if (form === "employee")
        return `Customer ${customers[0]} has the ${shared} of employee ${employee}${isSeller ? ", who is its seller" : ""}${sold}.`;
      const who = `${customers.slice(0, 5).join(", ")}${count > 5 ? ", …" : ""}`;
      const by = seller === undefined ? "" : `, all served by seller ${seller}`;
      return form === "customers"
        ? `${count} customers (${who}) share one ${shared}${by}${sold}.`
        : `Orders of ${count} customers (${who}) have one ${shared}${by}${sold}.`;
    },
  },
  chart: {
    kind: "network",
    title: { zh: "谁与谁共用什么", en: "Who shares what with whom" },
    query: ({ facts }) => {
      const shared = facts.links.map(
        ({ party, id, kind, value }) => sql`(${party}, ${id}, ${kind}, ${value}, true)`,
      );
      const served =
        facts.seller === undefined
          ? []
          : facts.customers.map((id) => sql`('customer', ${id}, 'seller', ${facts.seller}, false)`);
      return sql`SELECT * FROM (VALUES ${sql.join([...shared, ...served])}) AS v (from_kind, "from", to_kind, "to", suspect)`;
    },
  },
});
