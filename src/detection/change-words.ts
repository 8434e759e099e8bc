import { type Sql, sql } from "../platform/index.ts";

/** What a changed field is about, from its name; NULL for fields that do not matter and for time stamps of the system. */
export function fieldClass(field: Sql): Sql {
  const is = (words: string) => sql`regexp_matches(lower(${field}), ${words})`;
  return sql`CASE
    WHEN ${is("(last_?modified|最后修改|修改时间|修改人|更新时间|changed_?(at|by)|updated?_?(at|by|time))")} THEN NULL
    WHEN ${is("(账号|账户|银行|bank|iban|account_?(no|num))")} THEN 'bank'
    WHEN ${is("(账期|付款条|信用|授信|结算方式|terms|credit)")} THEN 'terms'
    WHEN ${is("(负责人|业务员|销售员|销售人员|归属|owner|seller|sales_?person|sales_?rep)")} THEN 'owner'
    WHEN ${is("(金额|单价|价格|总价|数量|折扣|返利|amount|price|quantity|qty|discount|gross|total|rebate|^net$)")} THEN 'amount'
    WHEN ${is("(日期|时间|期间|date|period|_at$)")} THEN 'date'
    WHEN ${is("(客户|购方|customer|buyer|account_(id|name))")} THEN 'customer' END`;
}

/** A number out of a text such as `¥1,200.50` or `1200.5 元`; NULL where there is none. */
export function numberIn(text: Sql): Sql {
  return sql`try_cast(regexp_extract(replace(replace(${text}, ',', ''), '，', ''), '-?[0-9]+(\\.[0-9]+)?') AS DOUBLE)`;
}

/** Whether an approval's decision says yes; one without a decision counts as given. */
export function isGiven(decision: Sql): Sql {
  return sql`(${decision} IS NULL OR (regexp_matches(lower(${decision}), '(通过|同意|批准|完成|approv|accept|agree|pass|yes|ok)')
    AND NOT regexp_matches(lower(${decision}), '(不|未|拒|驳|退回|not |un|dis|reject|den)')))`;
}

/** Whether a change's or approval's `subject_kind` may mean this kind of document; unknown words may mean any. */
export function meansKind(subjectKind: Sql, docKind: Sql): Sql {
  return sql`CASE WHEN ${subjectKind} IS NULL THEN true
    WHEN regexp_matches(lower(${subjectKind}), '(合同|contract)') THEN ${docKind} = 'contract'
    WHEN regexp_matches(lower(${subjectKind}), '(发票|开票|invoice)') THEN ${docKind} = 'invoice'
    WHEN regexp_matches(lower(${subjectKind}), '(订单|order)') THEN ${docKind} = 'order'
    WHEN regexp_matches(lower(${subjectKind}), '(客户|customer|account)') THEN ${docKind} = 'customer' ELSE true END`;
}
