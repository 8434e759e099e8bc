import { type Sql, sql } from "../platform/index.ts";
import type { Tables } from "./define-detector.ts";

/**
 * What customers say they are reached by, pay from and have goods sent to, as `customer, rid, kind, raw`: telephone, e-mail,
 * address, account and tax number from master data, contacts, payments and invoices; `ship-to-…` and device from orders.
 */
export const statedIdentifiers = ({ customers, contacts, payments, invoices, sales }: Tables): Sql => sql`
      SELECT customer_id AS customer, rid, unnest([{'kind': 'phone', 'raw': phone}, {'kind': 'email', 'raw': email}, {'kind': 'address', 'raw': address},
        {'kind': 'bank', 'raw': bank_account}, {'kind': 'tax', 'raw': tax_number}], recursive := true) FROM ${customers}
      UNION ALL
      SELECT customer_id, rid, unnest([{'kind': 'phone', 'raw': phone}, {'kind': 'email', 'raw': email}, {'kind': 'address', 'raw': address}], recursive := true) FROM ${contacts}
      UNION ALL SELECT customer_id, rid, 'bank', payer_account FROM ${payments}
      UNION ALL SELECT customer_id, rid, 'tax', buyer_tax_number FROM ${invoices}
      UNION ALL
      SELECT customer, rid, unnest([{'kind': 'bank', 'raw': payer_account}, {'kind': 'ship-to-address', 'raw': ship_to_address},
        {'kind': 'ship-to-phone', 'raw': ship_to_phone}, {'kind': 'device', 'raw': device_id}], recursive := true)
      FROM (
        SELECT customer, payer_account, ship_to_address, ship_to_phone, device_id, min(rid) AS rid FROM ${sales}
        WHERE coalesce(payer_account, ship_to_address, ship_to_phone, device_id) IS NOT NULL GROUP BY ALL
      )`;

/** By what the same is told to be the same, however it is written; NULL where it is too short to tell anything. */
export const identifierKey = sql`CASE kind WHEN 'phone' THEN telephone_key(raw) WHEN 'ship-to-phone' THEN telephone_key(raw)
          WHEN 'address' THEN address_key(raw) WHEN 'ship-to-address' THEN address_key(raw) WHEN 'email' THEN lower(trim(raw))
          WHEN 'device' THEN raw ELSE CASE WHEN length(folded(raw)) >= 6 THEN folded(raw) END END`;

/** What employees say of themselves, as `employee_id, rid, kind, raw`. */
export const staffIdentifiers = ({ employees }: Tables): Sql => sql`
        SELECT employee_id, rid, unnest([{'kind': 'phone', 'raw': phone}, {'kind': 'email', 'raw': email}, {'kind': 'address', 'raw': address},
          {'kind': 'bank', 'raw': bank_account}], recursive := true) FROM ${employees}`;

/** As of customers, but whatever an employee gave, however short, is the employee's. */
export const staffKey = sql`CASE kind WHEN 'phone' THEN telephone_key(raw) WHEN 'address' THEN address_key(raw) WHEN 'email' THEN lower(trim(raw)) ELSE folded(raw) END`;
