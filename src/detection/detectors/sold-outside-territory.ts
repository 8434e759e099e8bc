import { z } from "zod";
import { type Sql, sql } from "../../platform/index.ts";
import { among } from "../among.ts";
import { defineDetector, type Tables } from "../define-detector.ts";
import { money, percent } from "../figures.ts";
import { decimal, whole } from "../parameter.ts";

/** Common table expressions up to `sent`: a row a sale with its place of delivery, and whether that is elsewhere. */
const deliveriesByPlace = ({ sales, customers, deliveries }: Tables, areas: Sql) => sql`
    home AS (
      SELECT customer_id AS customer, min(region) AS region, address_city(arg_min(address, rid)) AS city, left(party_name(arg_min(name, rid)), 4) AS name
      FROM ${customers} WHERE customer_id IS NOT NULL AND address IS NOT NULL GROUP BY customer_id
    ), areas AS (SELECT * FROM ${areas}), addressed AS (
      SELECT order_id, arg_min(address, rid) AS address, min(rid) AS rid FROM ${deliveries} WHERE order_id IS NOT NULL AND address IS NOT NULL GROUP BY order_id
    ), placed AS (
      SELECT s.rid, s.doc_id, s.customer, s.seller, s.amount, s.currency, coalesce(s.sold_at, s.created_at) AS day, coalesce(s.ship_to_address, d.address) AS address, d.rid AS delivery
      FROM ${sales} s LEFT JOIN addressed d ON d.order_id = s.doc_id WHERE NOT s.cancelled AND s.customer IN (SELECT customer FROM home WHERE city IS NOT NULL)
    ), cities AS (
      SELECT address, address_city(address) AS city FROM (SELECT DISTINCT address FROM placed WHERE address IS NOT NULL)
    ), sent AS MATERIALIZED (
      SELECT p.*, c.city, h.city AS home, coalesce(a.region, c.city) AS area, c.city <> h.city AND coalesce(a.region <> coalesce(h.region, b.region), a.region IS NULL)
        AND NOT coalesce(contains(p.address, h.name), false) AS is_elsewhere
      FROM placed p JOIN cities c USING (address) JOIN home h ON h.customer = p.customer LEFT JOIN areas a ON a.city = c.city LEFT JOIN areas b ON b.city = h.city
      WHERE c.city IS NOT NULL
    )`;

/** The region of a city is the one most common among customers there. */
const areasOf = ({ customers }: Tables) => sql`
    SELECT city, arg_max(region, (n, region)) AS region FROM (
      SELECT city, region, count(*) AS n FROM (
        SELECT min(region) AS region, address_city(arg_min(address, rid)) AS city FROM ${customers} WHERE customer_id IS NOT NULL AND address IS NOT NULL GROUP BY customer_id
      ) WHERE city IS NOT NULL AND region IS NOT NULL GROUP BY city, region
    ) GROUP BY city`;

export default defineDetector({
  id: "sold-outside-territory",
  scheme: "diversion",
  basis: "place",
  title: { zh: "窜货：订单发往客户区域之外", en: "Goods shipped outside the customer's territory" },
  why: {
    zh: "以本区的低价进货、直接发到价高的外区，既冲了别人的市场，也说明买货的不是这家客户。",
    en: "Goods bought at one region's low price and sent straight into a dearer one undercut the dealers there, and show that the customer on the order is not who buys.",
  },
  formula: {
    zh: "城市取自地址开头（省、市字样之后）；城市所属区域按客户档案中该城市最常见的区域。订单收货地（无则发货单地址）与客户所在城市不同、且区域不同，即为区外；收货地址写有客户本名的视为其分仓，不计。客户有地可比的订单 n ≥ {minRows}、区外 k ≥ {minOrders}、占比 ≥ {minShare} 时列出；若这样的客户超过全部可比客户的 {maxShare}，说明跨区供货是常态，不作判断。得分 = 0.45 + 0.3·k/n + 0.15·k/(k + 5)。各数为本产品设定。",
    en: "The city is what an address begins with; its region is the one most common among customers of that city. An order is outside where its ship-to (else the delivery's address) lies in another city and another region than the customer; an address that bears the customer's own name is a branch and does not count. Listed where n ≥ {minRows} orders can be placed, k ≥ {minOrders} are outside and k/n ≥ {minShare}; where more than a share of {maxShare} of the comparable customers are so, shipping across regions is the custom and nothing is said. Score = 0.45 + 0.3·k/n + 0.15·k/(k + 5). All numbers are our default.",
  },
  innocent: [
    { zh: "经批准的异地仓或项目工地。", en: "An approved warehouse elsewhere, or a building site." },
    { zh: "总部采购、分支机构收货。", en: "Bought by the head office for its branches." },
  ],
  blindTo: [
    { zh: "先送到本区、再自行转运的货。", en: "Goods delivered at home and moved on afterwards." },
    {
      zh: "地址不以城市开头，或非中文地址。",
      en: "Addresses that do not begin with a city, or are not in Chinese.",
    },
  ],
  nextChecks: [
    {
      zh: "查经销协议的授权区域和异地仓备案。",
      en: "See the territory in the dealer's contract and whether a warehouse elsewhere is on file.",
    },
    {
      zh: "请承运商提供签收人，电话核实收货方是谁。",
      en: "Ask the carrier who signed, and call to learn who received the goods.",
    },
    { zh: "按批号追踪当地市场出现的货源。", en: "Trace the goods found in that market by their batch." },
  ],
  source: "ACFE Fraud Examiners Manual (product diversion); dealer territory clauses (窜货)",
  severity: "medium",
  reads: { sales: ["customer"], customers: ["customer_id", "address"] },
  params: z.object({
    minRows: whole(8, [1, 100_000], "至少多少单可比", "fewest orders that can be placed"),
    minOrders: whole(3, [1, 10_000], "至少几单在区外", "fewest orders outside"),
    minShare: decimal(0.08, [0.001, 1], "区外订单的最低占比", "least share of orders outside"),
    maxShare: decimal(
      0.1,
      [0.001, 1],
      "超过此占比的客户如此则视为常态",
      "share of such customers from which it is custom",
    ),
  }),
  facts: z.object({
    customer: z.string(),
    home: z.string(),
    count: z.int(),
    of: z.int(),
    areas: z.array(z.string()),
    addresses: z.int(),
    first: z.string(),
    last: z.string(),
    amount: z.number(),
    currency: z.string(),
  }),
  locality: {
    unit: "customer",
    // One order outside says nothing; how many of all there are does.
    recent: {
      days: () => 0,
      asksAlone: true,
      asks: (_, tables, _run, known) => sql`
        WITH ${deliveriesByPlace(tables, known("areas"))}
        SELECT customer, unnest([rid, delivery]) AS rid FROM sent WHERE is_elsewhere`,
    },
    baseline: {
      areas: (_, tables) => areasOf(tables),
      such: ({ minRows, minOrders, minShare }, tables, _run, known) => sql`
        WITH ${deliveriesByPlace(tables, known("areas"))},
        counted AS (SELECT count(*) AS n, count(*) FILTER (is_elsewhere) AS k FROM sent GROUP BY customer HAVING count(*) >= ${minRows})
        SELECT count(*) FILTER (k >= ${minOrders} AND k >= ${minShare} * n) / (count(*) + 20) AS share FROM counted`,
    },
  },
  query: ({ minRows, minOrders, minShare, maxShare }, tables, _run, known) => sql`
    WITH ${deliveriesByPlace(tables, known("areas"))},
    counted AS (
      SELECT customer, count(*) AS n, count(*) FILTER (is_elsewhere) AS k, any_value(home) AS home, CAST(coalesce(sum(amount) FILTER (is_elsewhere), 0) AS BIGINT) AS amount, arg_max(currency, amount) AS currency,
        arg_max(seller, (amount, -rid)) FILTER (is_elsewhere) AS seller, list_sort(list_distinct(list(area) FILTER (is_elsewhere))) AS areas, count(DISTINCT address) FILTER (is_elsewhere) AS addresses,
        CAST(CAST(min(day) FILTER (is_elsewhere) AS DATE) AS VARCHAR) AS first_day, CAST(CAST(max(day) FILTER (is_elsewhere) AS DATE) AS VARCHAR) AS last_day,
        list(rid ORDER BY amount DESC, rid) FILTER (is_elsewhere) AS rids, list(delivery ORDER BY delivery) FILTER (is_elsewhere AND delivery IS NOT NULL) AS deliveries
      FROM sent GROUP BY customer HAVING count(*) >= ${minRows}
    )
    SELECT 'customer' AS subject_kind, customer AS subject_id, customer AS key, seller, customer, least(0.98, 0.45 + 0.3 * k / n + 0.15 * k / (k + 5)) AS score, amount, currency,
      list_concat(rids[1:100], coalesce(deliveries, [])[1:100]) AS evidence, k AS evidence_total,
      {'customer': customer, 'home': home, 'count': k, 'of': n, 'areas': areas[1:5], 'addresses': addresses, 'first': first_day, 'last': last_day, 'amount': amount, 'currency': currency} AS facts
    FROM counted, ${known("such")} such WHERE k >= ${minOrders} AND k >= ${minShare} * n AND such.share <= ${maxShare}`,
  sentence: {
    zh: (f) =>
      `客户 ${f.customer}（${f.home}）的 ${f.of} 单中有 ${f.count} 单（${percent(f.count / f.of, "zh")}，${money(f.amount, f.currency, "zh")}）发往区外：${f.areas.join("、")}，${f.addresses} 个地址，${f.first} 至 ${f.last}。`,
    en: (f) =>
      `${f.count} of ${f.of} orders of customer ${f.customer} (of ${f.home}), ${money(f.amount, f.currency, "en")}, went outside its territory: ${f.areas.join(", ")}, ${f.addresses === 1 ? "always one address" : `${f.addresses} addresses`}, ${f.first} to ${f.last}.`,
  },
  chart: {
    kind: "bars",
    title: { zh: "该客户的订单发往哪些城市（单数）", en: "Cities the customer's orders went to, by number" },
    query: ({ facts }, _params, tables) => sql`
      WITH ${deliveriesByPlace(tables, sql`(${areasOf(tables)})`)}
      SELECT city AS label, count(*) AS value, bool_or(is_elsewhere) AS suspect FROM sent WHERE ${among("customer", [facts.customer])} GROUP BY city ORDER BY value DESC, label LIMIT 30`,
  },
});
