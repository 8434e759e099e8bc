import { sql } from "../../platform/index.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { money, number, percent } from "../figures.ts";
import { decimal } from "../parameter.ts";
import { isLost, opportunityChanges } from "../stage-words.ts";

export default defineRateDetector({
  id: "stage-skipped",
  scheme: "pipeline",
  basis: "documents",
  title: { zh: "商机阶段跳级", en: "Opportunities that skip stages" },
  why: {
    zh: "真实的销售要一步步谈；从初步接洽一下跳到谈判甚至赢单，多半是为评审补出来的进展。",
    en: "A real sale is worked step by step; one that jumps from first contact to negotiation, or to won, was mostly moved for the review.",
  },
  counted: {
    zh: "各阶段的位次由数据得出：商机走到该阶段之前经过的不同阶段数，取全体均值（丢单类阶段除外）。n 为该销售员有阶段变动的商机数，k 为其中一步越过 {minSkipped} 级以上的商机数。",
    en: "Where a stage stands is learnt from the data: the number of different stages an opportunity passed before it, averaged over all (stages that mean lost apart). n = the seller's opportunities with changes of stage, k = those with one step that skips {minSkipped} stages or more.",
  },
  usual: { minRows: 4, minCount: 2 },
  innocent: [
    {
      zh: "老客户复购，流程本来就短；事后补录。",
      en: "A repeat purchase with a short course, or stages entered afterwards.",
    },
    { zh: "投标项目没有中间阶段。", en: "Tenders that have no stages between." },
  ],
  blindTo: [
    { zh: "几分钟内逐级点过的阶段。", en: "Stages clicked through one by one within minutes." },
    { zh: "没有阶段修改记录的系统。", en: "Systems that keep no history of stages." },
  ],
  nextChecks: [
    {
      zh: "要求提供被跳过阶段的成果：需求记录、方案、报价。",
      en: "Ask for what the skipped stages produce: needs, proposal, quote.",
    },
    { zh: "赢单的，核对订单与回款。", en: "Where it was won, check order and payment." },
  ],
  source: "Process mining, conformance of event logs: van der Aalst 2016; beta-binomial null: Griffiths 1973",
  severity: "low",
  reads: { opportunities: ["owner_id", "opportunity_id"], changes: ["field", "new_value", "changed_at"] },
  level: "seller",
  params: { minSkipped: decimal(1.5, [0.1, 20], "一步至少越过几级", "fewest stages skipped in one step") },
  cases: ({ minSkipped }, { opportunities, changes }, { asOf }) => sql`
    WITH steps AS (
      SELECT *, row_number() OVER (PARTITION BY opportunity_id ORDER BY changed_at, rid) AS position FROM (${opportunityChanges(changes, opportunities, asOf)})
      WHERE regexp_matches(field, '(阶段|stage)') AND NOT ${isLost(sql`new_value`)}
    ), standing AS (
      SELECT stage, avg(position) AS level FROM (
        SELECT new_value AS stage, position FROM steps UNION ALL SELECT old_value, position - 1 FROM steps WHERE position = 1
      ) WHERE stage IS NOT NULL GROUP BY stage HAVING count(*) >= 5
    ), jumps AS (
      SELECT s.opportunity_id, max(b.level - a.level - 1) AS skipped, arg_max(s.rid, (b.level - a.level, s.rid)) AS rid, arg_max(s.changed_at, (b.level - a.level, s.rid)) AS day
      FROM steps s JOIN standing a ON a.stage = s.old_value JOIN standing b ON b.stage = s.new_value GROUP BY s.opportunity_id
    )
    SELECT o.owner_id AS unit, j.rid, j.day, o.customer_id AS customer, NULL AS seller, o.amount, coalesce(o.currency, 'XXX') AS currency, j.skipped >= ${minSkipped} AS hit
    FROM ${opportunities} o JOIN jumps j USING (opportunity_id)`,
  sentence: {
    zh: (f) =>
      `销售员 ${f.unit} 有阶段记录的 ${f.of} 个商机中，${f.count} 个（${money(f.amount, f.currency, "zh")}）一步越过多个阶段；其他人为 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `${number(f.count, "en")} of ${number(f.of, "en")} opportunities of seller ${f.unit} with stages on record (${money(f.amount, f.currency, "en")}) skipped several stages in one step; among the others ${percent(f.peersShare, "en")} did.`,
  },
  chartTitle: { zh: "各销售员：跳级商机占比（%）", en: "Sellers: opportunities that skip stages, per cent" },
});
