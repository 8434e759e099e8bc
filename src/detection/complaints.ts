import { type Sql, sql } from "../platform/index.ts";
import type { Tables } from "./define-detector.ts";

const reviewWords = "(评价|好评|点评|满意度|review|rating|survey|feedback)";

/**
 * Complaints and reviews as `rid, complaint_id, order_id, customer, product, employee, day, rating, is_review, category,
 * text`: a review carries a rating or says it is one; the employee is the one named, else who made the sale.
 */
export const voices = ({ complaints, sales }: Tables): Sql => sql`
  SELECT c.rid, c.complaint_id, c.order_id, coalesce(c.customer_id, s.customer) AS customer, c.product_id AS product, coalesce(c.employee_id, s.seller) AS employee,
    c.received_at AS day, c.rating, c.rating IS NOT NULL OR regexp_matches(lower(coalesce(c.category, '')), ${reviewWords}) AS is_review,
    lower(c.category) AS category, c.description AS text
  FROM ${complaints} c LEFT JOIN (
    SELECT doc_id, min(seller) AS seller, min(customer) AS customer FROM ${sales} WHERE doc_id IN (SELECT order_id FROM ${complaints}) GROUP BY doc_id
  ) s ON s.doc_id = c.order_id`;

/** Words of a promise that was not kept, or of goods that are not what was said; the plain complaint has none of them. */
export const promiseComplaint =
  "(承诺|答应|许诺|保证过|说好|讲好|谈好|谈的|当初讲|当初说|当时说|介绍时|宣传|夸大|误导|欺骗|忽悠|不认账|不兑现|没有兑现|未兑现|未落实|没落实|(合同|承诺|描述|说明|介绍|资料|宣传|当初|之前|条件).{0,10}(不符|不一致|不一样|不太一致|有出入)|promis|misled|mislead|not as (described|promised|advertised|agreed)|false(ly)? (claim|advertis)|exaggerat|was told|assured)";

/** Words of a promise as it is made, in a note or a contract's margin. */
export const promiseMade =
  "(承诺|答应|许诺|口头|保证.{0,8}(退|返|赠|进院|销量|收益)|包退|包销|随时退|全额退|卖不(完|掉).{0,4}退|无条件退|免费(投放|赠送|提供)|返点|返利加|额外返|另(送|赠|返)|回扣|私下|promis|guarantee[ds]? (a )?(refund|return|sales)|right of return|buy.?back|side letter|free of charge|kick.?back|under the table)";
