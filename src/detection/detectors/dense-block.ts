import { z } from "zod";
import { sql } from "../../platform/index.ts";
import { defineDetector, type QueryRow } from "../define-detector.ts";
import { type Block, denseBlocks } from "../dense-block.ts";
import { money, percent } from "../figures.ts";
import { linksCustomers } from "../locality.ts";
import { whole } from "../parameter.ts";

const link = z.object({
  customer: z.string(),
  value: z.string(),
  orders: z.int(),
  amount: z.union([z.int(), z.bigint()]).transform(Number),
  currency: z.string(),
  seller: z.string().optional(),
  first: z.string().optional(),
  last: z.string().optional(),
  rids: z.array(z.int()),
});
type Link = z.output<typeof link>;

export default defineDetector({
  id: "dense-block",
  scheme: "fictitious-sale",
  basis: "network",
  title: {
    zh: "刷单团块：许多客户轮用少数设备、账号和地址",
    en: "A dense block: many customers on a few devices, accounts and addresses",
  },
  why: {
    zh: "刷单的人手里就那么几部手机、几个账号、几个收货点，轮着给许多客户下单；单看一部手机不多，合起来就是一团。",
    en: "Who brushes sales has a few telephones, accounts and places and uses them in turn for many customers; each alone looks harmless, together they are a block.",
  },
  formula: {
    zh: "客户与下单设备、付款账号、收货电话、收货地址构成二部图（仅取 2 至 {mostSharers} 个客户共用的值），边权 1/ln(度 + 5)，FRAUDAR 贪心剥离求最密团块，依次取至多 {most} 块。团块须有客户 ≥ {minCustomers}、共用值 ≥ 2，且边数不少于 客户数 × 1.5。得分 = c/(c + 6)·(0.55 + 0.25·首位销售员占比 + 0.2·填满度)，c 为客户数，填满度 = 边数 ÷（客户数 × 共用值数）；低于 0.45 不列。各数为本产品设定。",
    en: "Customers and the ordering devices, paying accounts, ship-to telephones and addresses form a bipartite graph (values that 2 to {mostSharers} customers share), an edge weighing 1/ln(degree + 5); FRAUDAR's greedy peeling finds the densest block, then the next, {most} at most. A block needs {minCustomers} customers, two shared values and 1.5 edges a customer. Score = c/(c + 6)·(0.55 + 0.25·share of the leading seller + 0.2·fill), c = customers, fill = edges ÷ (customers × values); not listed below 0.45. All numbers are our default.",
  },
  innocent: [
    { zh: "连锁总部统一代下单、统一付款。", en: "A chain whose head office orders and pays for its shops." },
    { zh: "内勤用公司设备代客户录单。", en: "Our own staff enter orders for customers on company devices." },
    { zh: "货代仓、自提点。", en: "A forwarder's warehouse or pick-up point." },
  ],
  blindTo: [
    { zh: "每单换一部新设备、新号码。", en: "A new device and number for every order." },
    { zh: "没有设备、账号、收货信息的数据。", en: "Data without devices, accounts and ship-to." },
  ],
  nextChecks: [
    {
      zh: "看这些设备和账号属于谁，比对员工手机与工资卡。",
      en: "See whose devices and accounts they are; compare with staff telephones and bank cards.",
    },
    { zh: "抽客户电话核实是否下过单、收到过货。", en: "Call customers: did they order, did they receive?" },
    {
      zh: "看货最终去了哪里、有无退货与补贴。",
      en: "See where the goods ended, and what was returned or subsidised.",
    },
  ],
  source: "Hooi et al. 2016, FRAUDAR: bounding graph fraud in the face of camouflage (KDD)",
  severity: "high",
  reads: { sales: ["customer"] },
  params: z.object({
    minCustomers: whole(5, [2, 10_000], "团块至少几个客户", "fewest customers of a block"),
    mostSharers: whole(200, [3, 100_000], "超过此数的客户共用视为公共", "shared by more it is public"),
    most: whole(5, [1, 100], "至多取几块", "most blocks"),
  }),
  facts: z.object({
    customers: z.array(z.string()),
    count: z.int(),
    values: z.array(z.string()),
    shared: z.int(),
    orders: z.int(),
    seller: z.string().optional(),
    sellerShare: z.number(),
    fill: z.number(),
    first: z.string().optional(),
    last: z.string().optional(),
    amount: z.number(),
    currency: z.string(),
  }),
  locality: linksCustomers,
  query: ({ mostSharers }, { sales }) => sql`
    WITH said AS (
      SELECT rid, customer, seller, amount, currency, sold_at, unnest([{'kind': 'device', 'raw': device_id}, {'kind': 'account', 'raw': payer_account}, {'kind': 'phone', 'raw': ship_to_phone}, {'kind': 'address', 'raw': ship_to_address}], recursive := true)
      FROM ${sales} WHERE customer IS NOT NULL AND NOT cancelled AND coalesce(device_id, payer_account, ship_to_phone, ship_to_address) IS NOT NULL
    ), raws AS (
      SELECT kind, raw FROM said WHERE raw IS NOT NULL GROUP BY kind, raw
    ), keys AS MATERIALIZED (
      SELECT kind, raw, kind || ':' || CASE kind WHEN 'phone' THEN telephone_key(raw) WHEN 'address' THEN address_key(raw) ELSE CASE WHEN length(folded(raw)) >= 6 THEN folded(raw) END END AS value FROM raws
    ), links AS MATERIALIZED (
      SELECT s.customer, k.value, count(*) AS orders, CAST(coalesce(sum(s.amount), 0) AS BIGINT) AS amount, min(s.currency) AS currency, arg_max(s.seller, (s.amount, -s.rid)) AS seller,
        CAST(CAST(min(s.sold_at) AS DATE) AS VARCHAR) AS first, CAST(CAST(max(s.sold_at) AS DATE) AS VARCHAR) AS last, list(s.rid ORDER BY s.amount DESC, s.rid)[1:20] AS rids
      FROM said s JOIN keys k ON k.kind = s.kind AND k.raw = s.raw WHERE k.value IS NOT NULL GROUP BY s.customer, k.value
    )
    SELECT * FROM links WHERE value IN (SELECT value FROM links GROUP BY value HAVING count(*) BETWEEN 2 AND ${mostSharers}) ORDER BY customer, value`,
  judge: (rows, params) => {
    const links = rows.map((row) => link.parse(row));
    return denseBlocks(
      links.map(({ customer, value }) => ({ row: customer, column: value })),
      params.most,
    ).flatMap((block) => toRow(block, links, params.minCustomers));
  },
  sentence: {
    zh: (f) =>
      `${f.count} 个客户共用 ${f.shared} 个设备、账号、电话或地址下单 ${f.orders} 次（${f.first ?? ""} 至 ${f.last ?? ""}，${money(f.amount, f.currency, "zh")}）${f.seller === undefined ? "" : `，${percent(f.sellerShare, "zh")} 归销售员 ${f.seller}`}：${f.values.join("、")}。`,
    en: (f) =>
      `${f.count} customers ordered ${f.orders} times over ${f.shared} devices, accounts, telephones or addresses they share (${f.first ?? ""} to ${f.last ?? ""}, ${money(f.amount, f.currency, "en")})${f.seller === undefined ? "" : `, ${percent(f.sellerShare, "en")} of seller ${f.seller}`}: ${f.values.join(", ")}.`,
  },
  chart: {
    kind: "network",
    title: {
      zh: "客户与共用的设备、账号、电话、地址",
      en: "Customers and the devices, accounts, telephones and addresses they share",
    },
    query: ({ facts }, _params, { sales }) => sql`
      SELECT DISTINCT 'customer' AS from_kind, customer AS "from", kind AS to_kind, raw AS "to", true AS suspect FROM (
        SELECT customer, unnest([{'kind': 'device', 'raw': device_id}, {'kind': 'account', 'raw': payer_account}, {'kind': 'phone', 'raw': ship_to_phone}, {'kind': 'address', 'raw': ship_to_address}], recursive := true)
        FROM ${sales} WHERE customer IN (${sql.join(facts.customers.map((customer) => sql`${customer}`))})
      ) WHERE raw IS NOT NULL ORDER BY "from", "to" LIMIT 400`,
  },
});

function toRow(block: Block, links: readonly Link[], minCustomers: number): QueryRow[] {
  const [customers, values] = [new Set(block.rows), new Set(block.columns)];
  const inside = links.filter(({ customer, value }) => customers.has(customer) && values.has(value));
  if (customers.size < minCustomers || values.size < 2 || inside.length < 1.5 * customers.size) return [];
  const perSeller = new Map<string, number>();
  for (const one of inside)
    if (one.seller !== undefined) perSeller.set(one.seller, (perSeller.get(one.seller) ?? 0) + 1);
  const [seller, count = 0] = [...perSeller].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? [];
  const sellerShare = count / inside.length;
  const fill = inside.length / (customers.size * values.size);
  const score =
    (customers.size / (customers.size + 6)) * (0.55 + 0.25 * sellerShare + 0.2 * Math.min(1, fill));
  if (score < 0.45) return [];
  const rids = [...new Set(inside.flatMap((one) => one.rids))];
  // A sale is linked by several of its values: its money counts once, through the kind that carries most of it.
  const amount = Math.max(
    ...["device", "account", "phone", "address"].map((kind) =>
      sum(inside.filter(({ value }) => value.startsWith(`${kind}:`)).map((one) => one.amount)),
    ),
  );
  const currency =
    new Set(inside.map((one) => one.currency)).size === 1 ? (inside[0]?.currency ?? "XXX") : "XXX";
  return [
    {
      subject_kind: seller === undefined ? "data-set" : "seller",
      subject_id: seller ?? "sales",
      key: [...values].sort().slice(0, 3).join("|"),
      score: Math.min(0.98, score),
      amount: currency === "XXX" ? 0 : amount,
      currency,
      ...(seller === undefined ? {} : { seller }),
      evidence: rids.slice(0, 200),
      evidence_total: rids.length,
      facts: {
        customers: [...customers].slice(0, 60),
        count: customers.size,
        values: [...values].map((value) => value.slice(value.indexOf(":") + 1)).slice(0, 5),
        shared: values.size,
        orders: rids.length,
        seller,
        sellerShare,
        fill,
        first: inside
          .map((one) => one.first ?? "")
          .filter(Boolean)
          .sort()[0],
        last: inside
          .map((one) => one.last ?? "")
          .sort()
          .at(-1),
        amount,
        currency,
      },
    },
  ];
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
