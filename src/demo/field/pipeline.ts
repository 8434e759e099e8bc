import { at, type Day, dayAt, dayText, type Month, workdayFrom, workdaysOf } from "../calendar.ts";
import { type Deal, type Edit, grossOf, type OpportunityDoc } from "../documents.ts";
import { Dice } from "../random.ts";
import { officeTime } from "../trade/office-hours.ts";
import type { Customer } from "../world/customers.ts";
import type { Seller } from "../world/staff.ts";
import type { World } from "../world/world.ts";

export const stages = ["初步接洽", "需求确认", "方案报价", "商务谈判", "赢单"] as const;

interface OpportunityWish {
  readonly seller: Seller;
  readonly customer: Customer;
  readonly createdOn: Day;
  readonly closesOn: Day;
  readonly amount: number;
  readonly outcome: "won" | "lost" | "open";
}

/** An honest opportunity climbs stage by stage; its date slips once in a while and its amount is corrected. */
function draftOpportunity(dice: Dice, wish: OpportunityWish): OpportunityDoc {
  const { seller, customer, createdOn, closesOn, outcome } = wish;
  const span = Math.max(4, closesOn - createdOn);
  const last = outcome === "won" ? 4 : dice.whole(1, 3);
  const edits: Edit[] = [];
  const note = (day: Day, field: string, from: string, to: string, reason = "") =>
    edits.push({ at: officeTime(dice, workdayFrom(day)), by: seller.id, field, from, to, reason });
  let from: string = stages[0];
  for (let i = 1; i <= last; i++) {
    if (i < last && dice.chance(0.08)) continue;
    const day = i === 4 ? closesOn : createdOn + Math.round((span * i) / (last + 0.6));
    note(day, "阶段", from, stages[i] ?? "");
    from = stages[i] ?? from;
  }
  let amount = wish.amount;
  if (dice.chance(0.3)) {
    const before = roundAmount(dice, amount * dice.between(0.85, 1.2));
    if (before !== amount)
      note(createdOn + Math.round(span * dice.between(0.3, 0.8)), "预计金额", yuan(before), yuan(amount));
  }
  let expected = closesOn + dice.whole(-4, 6);
  for (let slips = dice.weighted([0, 1, 2], (n) => [7, 3, 1][n] ?? 0); slips > 0; slips--) {
    const earlier = expected - dice.whole(10, 30);
    note(
      createdOn + Math.round(span * dice.between(0.4, 0.9)),
      "预计成交日期",
      dayText(earlier),
      dayText(expected),
    );
    expected += dice.whole(-2, 3);
  }
  if (outcome === "lost")
    note(closesOn, "阶段", stages[last] ?? "", "输单", dice.pick(["价格", "竞品", "预算取消", "客户暂缓"]));
  amount = roundAmount(dice, amount);
  return {
    id: "",
    at: officeTime(dice, workdayFrom(createdOn)),
    tags: [],
    name: `${customer.name}${dice.pick(customer.assortment).product.line}${dice.pick(["采购", "年度供货", "新品引进", "集采", "扩品"])}`,
    customer,
    owner: seller,
    stage: outcome === "lost" ? "输单" : (stages[last] ?? "初步接洽"),
    amount,
    expectedCloseOn: expected,
    closedAt:
      outcome === "open" ? undefined : at(workdayFrom(closesOn), dice.whole(9, 17), dice.whole(0, 59)),
    edits,
  };
}

const yuan = (amount: number) => (amount / 100).toFixed(2);
const roundAmount = (dice: Dice, amount: number): number => {
  const step = dice.chance(0.5) ? 1_000_000 : dice.chance(0.6) ? 100_000 : 10_000;
  return Math.max(step, Math.round(amount / step) * step);
};

/** The big deals of the month mostly came through the pipeline; others are lost or still open. */
export function draftPipeline(
  world: World,
  seller: Seller,
  month: { month: Month; deals: readonly Deal[]; portfolio: readonly Customer[] },
): OpportunityDoc[] {
  const dice = new Dice(world.seed, "pipeline", seller.id, month.month);
  const opportunities: OpportunityDoc[] = [];
  for (const deal of month.deals) {
    const gross = grossOf(deal);
    if (gross < 5_000_000 || !dice.chance(0.6)) continue;
    const closesOn = dayAt(deal.orderedAt);
    const createdOn = Math.max(world.span.start, closesOn - dice.whole(14, 58));
    if (closesOn - createdOn < 5) continue;
    const opportunity = draftOpportunity(dice, {
      seller,
      customer: deal.customer,
      createdOn,
      closesOn,
      amount: gross * dice.between(0.92, 1.12),
      outcome: "won",
    });
    // Some orders are entered without naming the opportunity they came from.
    if (dice.chance(0.94)) deal.opportunity = opportunity;
    opportunities.push(opportunity);
    if (dice.chance(0.7)) {
      deal.quote = {
        id: "",
        at: deal.orderedAt - dice.whole(2, 12) * 86_400,
        tags: [],
        customer: deal.customer,
        seller,
        opportunity,
        amount: dice.chance(0.6) ? gross : Math.round((gross * dice.between(1, 1.04)) / 100) * 100,
        status: "已接受",
      };
      if (deal.quote.at < opportunity.at) deal.quote.at = opportunity.at + 3600;
    }
  }
  if (month.portfolio.length === 0) return opportunities;
  for (let count = dice.poisson(0.75); count > 0; count--) {
    const createdOn = dice.pick(workdaysOf(month.month));
    if (createdOn > world.span.end) continue;
    const closesOn = createdOn + dice.whole(20, 110);
    opportunities.push(
      draftOpportunity(dice, {
        seller,
        customer: dice.pick(month.portfolio),
        createdOn,
        closesOn,
        amount: dice.logNormal(9_000_000, 0.7),
        outcome: closesOn > world.span.end || dice.chance(0.2) ? "open" : "lost",
      }),
    );
  }
  return opportunities;
}

/** As it stands on the last day: what is dated later has not happened yet. */
export function putOpportunity(world: World, opportunity: OpportunityDoc): void {
  const end = (world.span.end + 1) * 86_400;
  for (const edit of [...opportunity.edits].sort((a, b) => b.at - a.at)) {
    if (edit.at < end) break;
    if (edit.field === "阶段") opportunity.stage = edit.from;
    if (edit.field === "预计金额") opportunity.amount = Math.round(Number(edit.from) * 100);
  }
  if (opportunity.closedAt !== undefined && opportunity.closedAt >= end) opportunity.closedAt = undefined;
  opportunity.edits = opportunity.edits.filter((edit) => edit.at < end);
  world.outbox.put("opportunity", opportunity);
  for (const edit of opportunity.edits) {
    world.outbox.put("change", {
      id: "",
      at: edit.at,
      tags: opportunity.tags,
      subjectKind: "商机",
      subject: opportunity,
      edit,
    });
  }
}
