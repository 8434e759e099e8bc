import { type Sql, sql } from "../platform/index.ts";
import type { Tables } from "./define-detector.ts";

/** Values shared by more customers than this are a switchboard or an office park, and join nobody. */
const mostSharers = 4;

/**
 * A query of `customer, party`: customers that are probably one party carry the same `party`, the smallest id among
 * them. They are one when they share folded name, tax number, telephone or address; links are followed twice, so that
 * A–B–C by different values is one party. Customers alone are there too, with themselves as party.
 */
export function partyOf({ customers, sales }: Tables): Sql {
  return sql`
    WITH known AS (
      SELECT customer_id AS customer, name, tax_number, phone, address FROM ${customers} WHERE customer_id IS NOT NULL
      UNION ALL
      SELECT DISTINCT customer, customer, NULL, NULL, NULL FROM ${sales}
      WHERE customer IS NOT NULL AND customer NOT IN (SELECT customer_id FROM ${customers} WHERE customer_id IS NOT NULL)
    ), folded AS MATERIALIZED (
      SELECT customer, party_name(name) AS name, folded(tax_number) AS tax_number, telephone_key(phone) AS phone, address_key(address) AS address
      FROM known
    ), keyed AS (
      SELECT customer, 'n' || name AS shared FROM folded WHERE length(name) >= 2
      UNION SELECT customer, 't' || tax_number FROM folded WHERE length(tax_number) >= 6
      UNION SELECT customer, 'p' || phone FROM folded WHERE phone IS NOT NULL
      UNION SELECT customer, 'a' || address FROM folded WHERE address IS NOT NULL
    ), shared AS (
      SELECT shared, min(customer) AS least FROM keyed GROUP BY shared
      HAVING count(*) > 1 AND (left(shared, 1) = 't' OR count(*) <= ${mostSharers})
    ), links AS MATERIALIZED (
      SELECT k.customer, k.shared, s.least FROM keyed k JOIN shared s USING (shared)
    ), once AS (
      SELECT customer, min(least) AS party FROM links GROUP BY customer
    ), twice AS (
      SELECT l.customer, min(g.party) AS party
      FROM links l JOIN (SELECT shared, min(party) AS party FROM links JOIN once USING (customer) GROUP BY shared) g USING (shared)
      GROUP BY l.customer
    )
    SELECT k.customer, coalesce(min(t.party), k.customer) AS party FROM known k LEFT JOIN twice t USING (customer) GROUP BY k.customer`;
}
