import { sql } from "../../platform/index.ts";
import { voices } from "../complaints.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { percent } from "../figures.ts";

export default defineRateDetector({
  id: "review-without-purchase",
  scheme: "feedback",
  basis: "documents",
  title: { zh: "没有买过的人写的好评", en: "Top ratings by customers who never bought" },
  why: {
    zh: "没有成交就没有体验；给满分的客户从未下单，评价就是请来的，客户本身也值得一查。",
    en: "Without a purchase there is nothing to rate; where customers who never ordered give full marks, the praise was arranged and the customers deserve a look.",
  },
  counted: {
    zh: "n 为该员工得到的最高分评价数，k 为评价者此前没有任何销售单据、也未写明订单的。",
    en: "n = top ratings of the employee, k = those by a customer without any sale before them and without naming an order.",
  },
  usual: { minRows: 5, minCount: 2 },
  innocent: [
    { zh: "评价者是终端用户，由经销商供货。", en: "Those who rate are end users whom a dealer serves." },
    {
      zh: "评价登记在集团的另一个客户编号下。",
      en: "The rating stands under another account of the same group.",
    },
  ],
  blindTo: [
    { zh: "真实客户代写的好评。", en: "Praise that real customers were asked to write." },
    { zh: "导入的销售数据不全。", en: "Sales data that are not complete." },
  ],
  nextChecks: [
    {
      zh: "查这些客户何时由谁建档，电话与地址是否真实。",
      en: "See who created these customers and when, and whether telephone and address are real.",
    },
    { zh: "向评价者核实是否本人所写。", en: "Ask those who rated whether they wrote it." },
  ],
  source: "Mukherjee et al. 2013 (opinion spam: unverified purchases); Griffiths 1973",
  severity: "medium",
  reads: { complaints: ["rating", "customer_id"], sales: ["customer"] },
  level: "seller",
  params: {},
  cases: (_, tables) => sql`
    SELECT v.employee AS unit, v.rid, v.day, v.customer, NULL AS seller, CAST(NULL AS BIGINT) AS amount, NULL AS currency,
      v.order_id IS NULL AND NOT coalesce(f.first_at < v.day, false) AS hit
    FROM (SELECT *, max(rating) OVER () AS top FROM (${voices(tables)})) v
    LEFT JOIN (SELECT customer, min(coalesce(sold_at, created_at)) AS first_at FROM ${tables.sales} WHERE customer IN (SELECT customer_id FROM ${tables.complaints}) GROUP BY customer) f ON f.customer = v.customer
    WHERE v.rating = v.top AND v.day IS NOT NULL AND v.customer IS NOT NULL`,
  sentence: {
    zh: (f) =>
      `员工 ${f.unit} 的 ${f.of} 个满分评价中有 ${f.count} 个来自从未买过的客户（${f.first} 至 ${f.last}）；其他人为 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `${f.count} of ${f.of} top ratings of employee ${f.unit} (${f.first} to ${f.last}) came from customers who had never bought; among the others ${percent(f.peersShare, "en")} did.`,
  },
  chartTitle: {
    zh: "各员工：没有成交的好评占比（%）",
    en: "Employees: top ratings without a purchase, per cent",
  },
});
