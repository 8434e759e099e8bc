import { sql } from "../../platform/index.ts";
import { voices } from "../complaints.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { percent } from "../figures.ts";
import { whole } from "../parameter.ts";

export default defineRateDetector({
  id: "complaint-relabelled",
  scheme: "feedback",
  basis: "edit",
  title: { zh: "投诉被本人改了类别、评分或状态", en: "Complaints relabelled by the person they are about" },
  why: {
    zh: "被投诉的人自己把“投诉”改成“咨询”、调高评分或直接关单，客户的声音就到不了该听的人那里。",
    en: "When the person complained about turns a complaint into an enquiry, raises the rating or closes the ticket, the customer's voice does not reach those who should hear it.",
  },
  counted: {
    zh: "n 为涉及该员工的投诉与评价数，k 为受理后 {days} 天内类别、评分或内容被该员工本人修改的。",
    en: "n = complaints and reviews about the employee, k = those whose category, rating or text the employee changed within {days} days of their arrival.",
  },
  usual: { minRows: 4, minCount: 2 },
  innocent: [
    {
      zh: "客服授权业务员更正登记错误的类别。",
      en: "Customer service lets sellers correct a category entered wrongly.",
    },
    { zh: "客户本人撤诉，由业务员代为登记。", en: "The customer withdrew and the seller recorded it." },
  ],
  blindTo: [
    { zh: "在登记之前就压下的投诉。", en: "Complaints kept back before they were recorded." },
    { zh: "请同事代改的。", en: "Changes that a colleague was asked to make." },
  ],
  nextChecks: [
    {
      zh: "读原始内容（录音、留言），看改后的类别是否站得住。",
      en: "Hear or read the original and see whether the new category holds.",
    },
    { zh: "回访这些客户。", en: "Call these customers back." },
    { zh: "收回业务员修改投诉的权限。", en: "Take the right to change complaints away from sellers." },
  ],
  source: "ISO 10002 (handling of complaints: independence from those concerned); Griffiths 1973",
  severity: "medium",
  reads: { complaints: ["complaint_id"], changes: ["subject_id", "field", "changed_by"] },
  level: "seller",
  params: { days: whole(30, [1, 365], "受理后多少天内", "days after the complaint arrived") },
  cases: ({ days }, tables) => sql`
    SELECT v.employee AS unit, coalesce(c.rid, v.rid) AS rid, coalesce(c.changed_at, v.day) AS day, v.customer, NULL AS seller, CAST(NULL AS BIGINT) AS amount, NULL AS currency, c.rid IS NOT NULL AS hit
    FROM (${voices(tables)}) v LEFT JOIN (
      SELECT subject_id, changed_by, min(rid) AS rid, min(changed_at) AS changed_at FROM ${tables.changes}
      WHERE regexp_matches(lower(field), '(类别|类型|评分|星级|内容|性质|category|type|rating|reason|description)') AND old_value IS DISTINCT FROM new_value
        AND subject_id IN (SELECT complaint_id FROM ${tables.complaints}) GROUP BY subject_id, changed_by
    ) c ON c.subject_id = v.complaint_id AND c.changed_by = v.employee AND date_diff('day', v.day, c.changed_at) <= ${days}`,
  sentence: {
    zh: (f) =>
      `涉及员工 ${f.unit} 的 ${f.of} 件投诉与评价中，${f.count} 件被其本人改动（${f.first} 至 ${f.last}）；其他人为 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `Employee ${f.unit} changed ${f.count} of ${f.of} complaints and reviews about themselves (${f.first} to ${f.last}); among the others ${percent(f.peersShare, "en")} were changed so.`,
  },
  chartTitle: {
    zh: "各员工：被本人改动的投诉占比（%）",
    en: "Employees: complaints changed by the person concerned, per cent",
  },
});
