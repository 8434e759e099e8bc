import {
  identifierKey,
  staffIdentifiers,
  staffKey,
  statedIdentifiers,
  tables,
} from "../../detection/index.ts";
import { type Sql, sql, type Warehouse } from "../../platform/index.ts";

/** How large a network is kept. What is beyond is counted and told. */
export interface NetworkLimits {
  /** A value of more parties is public: a switchboard, an office park. */
  readonly parties: number;
  /** Links to what is shared, of trade, and among staff. */
  readonly shared: number;
  readonly trade: number;
  readonly staff: number;
}

export const usualLimits: NetworkLimits = { parties: 50, shared: 200_000, trade: 300_000, staff: 50_000 };

/** Versions of records that a link names. */
const recordsNamed = 10;
/** As for shared-identity: what more employees have in common is the company's own. */
const mostStaff = 2;

const { sales, customers, employees, payments, expenses, approvals } = tables;

/** A tie of money in the currency that weighs most in it. */
const inMainCurrency = (key: Sql, rows: Sql) => sql`
  SELECT ${key}, arg_max(currency, (amount, currency)) AS currency, CAST(max(amount) AS BIGINT) AS amount, CAST(sum(documents) AS INTEGER) AS documents,
    min(first_on) AS first_on, max(last_on) AS last_on, min(rids) AS rids FROM (${rows}) GROUP BY ALL`;

/**
 * `network_held`: who has, uses, pays from or pays to what, a row a party and value; `network_value`: the values that two
 * or more share, numbered so that the number tells nothing of the value. After `prepareMovements`.
 */
export async function prepareShared(
  warehouse: Warehouse,
  { run, limits }: { readonly run: string; readonly limits: NetworkLimits },
): Promise<void> {
  await warehouse.run(sql`
    CREATE OR REPLACE TEMP TABLE network_held AS
    WITH said AS (
      SELECT customer, kind, raw, min(rid, ${recordsNamed}) AS rids FROM (${statedIdentifiers(tables)})
      WHERE customer IS NOT NULL AND raw IS NOT NULL AND NOT contains(raw, '*') GROUP BY customer, kind, raw
    ), stated AS (
      SELECT 'customer' AS party_kind, customer AS party, kind, raw, ${identifierKey} AS value, rids FROM said
    ), of_staff AS (
      SELECT 'seller' AS party_kind, employee_id AS party, kind, raw, value, [rid] AS rids
      FROM (SELECT *, ${staffKey} AS value FROM (${staffIdentifiers(tables)}) WHERE raw IS NOT NULL AND NOT contains(raw, '*') AND employee_id IS NOT NULL)
      WHERE length(value) >= 6 QUALIFY count(DISTINCT party) OVER (PARTITION BY kind, value) <= ${mostStaff}
    ), paid_in AS (${paidIn}), paid_out AS (${paidOut}),
    held AS (
      SELECT *, CASE WHEN starts_with(kind, 'ship-to-') THEN 'ship-to' ELSE 'has' END AS relation, NULL AS currency, NULL AS amount, NULL AS documents, NULL AS first_on, NULL AS last_on
      FROM (SELECT * FROM stated UNION ALL SELECT * FROM of_staff)
      UNION ALL SELECT 'customer', customer, 'bank', raw, value, rids, 'pays-from', currency, amount, documents, first_on, last_on FROM paid_in
      UNION ALL SELECT 'seller', seller, 'bank', raw, value, rids, 'paid-to', currency, amount, documents, first_on, last_on FROM paid_out
    )
    SELECT party_kind, party, replace(kind, 'ship-to-', '') AS kind, value, min(raw) AS raw,
      -- One line between two: where money flows it says most, and an own address more than a place of delivery.
      CASE WHEN bool_or(relation = 'pays-from') THEN 'pays-from' WHEN bool_or(relation = 'paid-to') THEN 'paid-to' WHEN bool_or(relation = 'has') THEN 'has' ELSE 'ship-to' END AS relation,
      any_value(currency) AS currency, any_value(amount) AS amount, any_value(documents) AS documents, any_value(first_on) AS first_on, any_value(last_on) AS last_on,
      list_sort(list_distinct(flatten(list(rids))))[1:${recordsNamed}] AS rids
    FROM held WHERE value IS NOT NULL GROUP BY party_kind, party, replace(kind, 'ship-to-', ''), value`);
  await warehouse.run(sql`
    CREATE OR REPLACE TEMP TABLE network_value AS
    SELECT *, ${`${run.slice(0, 8)}-`} || number AS id, sum(parties) OVER (ORDER BY parties, number) <= ${limits.shared} AS is_kept FROM (
      SELECT kind, value, count(*) AS parties, min(raw) AS raw, row_number() OVER (ORDER BY md5(kind || value), kind, value) AS number
      FROM network_held GROUP BY kind, value HAVING count(*) > 1
    ) WHERE parties <= ${limits.parties}`);
}

const paidIn = sql`
  SELECT *, (SELECT min(p.payer_account) FROM ${payments} p WHERE p.rid = rids[1]) AS raw FROM (${inMainCurrency(
    sql`customer, value`,
    sql`
    SELECT coalesce(p.customer_id, s.customer) AS customer, folded(p.payer_account) AS value, coalesce(p.currency, 'XXX') AS currency, sum(p.amount) AS amount, count(*) AS documents,
      CAST(min(p.paid_at) AS DATE) AS first_on, CAST(max(p.paid_at) AS DATE) AS last_on, min(p.rid, ${recordsNamed}) AS rids
    FROM ${payments} p LEFT JOIN (SELECT doc_id, min(customer) AS customer FROM ${sales} WHERE doc_id IN (SELECT order_id FROM ${payments} WHERE customer_id IS NULL) GROUP BY doc_id) s ON s.doc_id = p.order_id
    WHERE p.amount > 0 AND length(folded(p.payer_account)) >= 6 AND NOT contains(p.payer_account, '*') AND coalesce(p.customer_id, s.customer) IS NOT NULL GROUP BY 1, 2, 3`,
  )})`;

/** As round-trip-money sees it: paid to an account from which a customer pays whose own it is not. */
const paidOut = sql`
  SELECT *, (SELECT min(e.payee_account) FROM ${expenses} e WHERE e.rid = rids[1]) AS raw FROM (${inMainCurrency(
    sql`seller, value`,
    sql`
    SELECT employee_id AS seller, folded(payee_account) AS value, coalesce(currency, 'XXX') AS currency, sum(amount) AS amount, count(*) AS documents,
      CAST(min(occurred_at) AS DATE) AS first_on, CAST(max(occurred_at) AS DATE) AS last_on, min(rid, ${recordsNamed}) AS rids
    FROM ${expenses} WHERE amount > 0 AND employee_id IS NOT NULL AND folded(payee_account) IN (
      SELECT value FROM paid_in i WHERE NOT EXISTS (
        SELECT 1 FROM ${customers} c WHERE c.customer_id = i.customer AND folded(c.bank_account) = i.value)
    ) GROUP BY 1, 2, 3`,
  )})`;

/** `network_trade`, `network_staff`: who sold to whom, and who leads and approves whom; the most telling first. */
export async function prepareTies(warehouse: Warehouse): Promise<void> {
  await warehouse.run(sql`
    CREATE OR REPLACE TEMP TABLE network_trade AS
    WITH pairs AS (${inMainCurrency(
      sql`seller, customer`,
      sql`
      SELECT seller, customer, currency, sum(sold) AS amount, sum(documents) AS documents, CAST(min(moment) AS DATE) AS first_on, CAST(max(moment) AS DATE) AS last_on, NULL AS rids
      FROM moved WHERE seller <> '' AND customer IS NOT NULL AND documents > 0 AND NOT cancelled GROUP BY ALL`,
    )})
    SELECT p.*, p.documents / sum(p.documents) OVER (PARTITION BY p.customer) AS share, row_number() OVER (
      ORDER BY s.party IS NULL, p.documents DESC, p.amount DESC, p.customer, p.seller) AS place
    FROM pairs p LEFT JOIN (
      SELECT DISTINCT party FROM network_held SEMI JOIN (SELECT * FROM network_value WHERE is_kept) USING (kind, value) WHERE party_kind = 'customer'
    ) s ON s.party = p.customer`);
  await warehouse.run(sql`
    CREATE OR REPLACE TEMP TABLE network_staff AS
    WITH known AS (SELECT DISTINCT id FROM parties WHERE kind = 'seller' UNION SELECT party FROM network_held SEMI JOIN network_value USING (kind, value) WHERE party_kind = 'seller'),
    leads AS (
      -- Grouped by name: ALL leaves out keys that are NULL by definition, and a group without keys is there without a row.
      SELECT manager_id AS above, employee_id AS below, min(rid) AS rid FROM ${employees} WHERE manager_id <> employee_id AND employee_id IN (SELECT id FROM known) GROUP BY manager_id, employee_id
    ), deals AS (SELECT doc_id, min(seller) AS seller FROM ${sales} WHERE seller IS NOT NULL AND doc_id IN (SELECT subject_id FROM ${approvals}) GROUP BY doc_id),
    approved AS (${inMainCurrency(
      sql`above, below`,
      sql`
      SELECT a.approver_id AS above, d.seller AS below, coalesce(a.currency, 'XXX') AS currency, sum(coalesce(a.amount, 0)) AS amount, count(DISTINCT a.subject_id) AS documents,
        CAST(min(a.decided_at) AS DATE) AS first_on, CAST(max(a.decided_at) AS DATE) AS last_on, min(a.rid, ${recordsNamed}) AS rids
      FROM ${approvals} a JOIN deals d ON d.doc_id = a.subject_id WHERE a.approver_id IS NOT NULL AND a.approver_id <> d.seller GROUP BY ALL`,
    )})
    SELECT *, row_number() OVER (ORDER BY relation, documents DESC, above, below) AS place FROM (
      SELECT above, below, 'manages' AS relation, NULL AS currency, NULL AS amount, NULL AS documents, NULL AS first_on, NULL AS last_on, [rid] AS rids FROM leads
      UNION ALL SELECT above, below, 'approves', currency, amount, documents, first_on, last_on, rids FROM approved
    )`);
}

/**
 * `network_tie`: every link that is kept, with what it weighs for communities. An account or tax number weighs 1, a
 * telephone, e-mail or device 0.8, an address 0.5, each ÷ log2 of the number of parties, so that what many share ties
 * few; trade weighs 0.2 × the share of the customer's documents that are this seller's; who leads whom weighs nothing.
 */
export async function prepareLinks(warehouse: Warehouse, limits: NetworkLimits): Promise<void> {
  await warehouse.run(sql`
    CREATE OR REPLACE TEMP TABLE network_tie AS
    SELECT h.party_kind AS from_kind, h.party AS from_id, v.kind AS to_kind, v.id AS to_id, h.relation, h.amount, h.currency, h.documents, h.first_on, h.last_on, h.rids,
      CASE v.kind WHEN 'bank' THEN 1 WHEN 'tax' THEN 1 WHEN 'address' THEN 0.5 ELSE 0.8 END / log2(v.parties) AS weight
    FROM network_held h JOIN network_value v ON v.kind = h.kind AND v.value = h.value WHERE v.is_kept
    UNION ALL
    SELECT 'seller', seller, 'customer', customer, 'trade', amount, currency, documents, first_on, last_on, [], 0.2 * share FROM network_trade WHERE place <= ${limits.trade}
    UNION ALL
    SELECT 'seller', above, 'seller', below, relation, amount, currency, documents, first_on, last_on, rids, 0 FROM network_staff WHERE place <= ${limits.staff}`);
  await warehouse.run(sql`
    CREATE OR REPLACE TEMP TABLE network_point AS
    WITH ends AS (SELECT from_kind AS kind, from_id AS id FROM network_tie UNION SELECT to_kind, to_id FROM network_tie),
    named AS (
      SELECT 'seller' AS kind, employee_id AS id, min(name) AS name FROM ${employees} WHERE employee_id IS NOT NULL GROUP BY employee_id
      UNION ALL SELECT 'customer', customer_id, min(name) FROM ${customers} WHERE customer_id IS NOT NULL GROUP BY customer_id
    ), concerned AS (
      -- Whoever sold to a customer, or keeps it, is spoken of by what it shares.
      SELECT id AS customer, sellers FROM parties WHERE kind = 'customer'
      UNION ALL SELECT customer_id, [owner_id] FROM ${customers} WHERE customer_id IS NOT NULL AND owner_id IS NOT NULL
    ), told AS (
      SELECT v.kind, v.id, list_sort(list_distinct(flatten(list(CASE h.party_kind WHEN 'seller' THEN [h.party] ELSE coalesce(c.sellers, []) END)))) AS subjects
      FROM network_value v JOIN network_held h ON h.kind = v.kind AND h.value = v.value LEFT JOIN concerned c ON h.party_kind = 'customer' AND c.customer = h.party
      WHERE v.is_kept GROUP BY v.kind, v.id
    )
    SELECT row_number() OVER (ORDER BY e.kind, e.id) - 1 AS n, e.kind, e.id, m.name, v.raw, v.parties,
      CASE e.kind WHEN 'seller' THEN [e.id] WHEN 'customer' THEN [] ELSE t.subjects END AS subjects
    FROM ends e LEFT JOIN named m ON m.kind = e.kind AND m.id = e.id LEFT JOIN network_value v ON v.kind = e.kind AND v.id = e.id LEFT JOIN told t ON t.kind = e.kind AND t.id = e.id`);
}
