import { at, dayAt, firstDay, lastDay, type Month, workdayFrom, workdaysAfter } from "../../calendar.ts";
import { type Deal, grossOf, netOf } from "../../documents.ts";
import type { Customer } from "../../world/customers.ts";
import { extraDeal, mark, nthLastWorkday, partReturn, shiftDeal, wholeReturn } from "../moves.ts";
import type { Act, MonthDraft, Pattern, SellerMonth, Stage } from "../scheme.ts";

export const borrowedResults: Pattern = {
  pattern: "borrowed-results",
  family: "commission",
  level: "seller",
  shows: ["order", "change", "credit-note", "commission"],
  fewestMonths: 4,
  story: {
    obvious: {
      zh: "每次发提成前几天把同事的订单改到自己名下，完成率总是刚过线；发放后整单退回而不扣提成。",
      en: "Colleagues' orders move to his name days before the pay-out, attainment always just over the line; whole orders return after pay-out without claw-back.",
    },
    subtle: {
      zh: "月末提前或压后几张单，让完成率长期贴着 100 %；隔月部分退货，不扣提成。",
      en: "A few orders pulled in or held back at month end so that attainment hugs 100 %; partial returns the month after, not clawed back.",
    },
  },
  plant: (stage) => (stage.form === "obvious" ? takeOver(stage) : steer(stage)),
};

const sold = (mine: SellerMonth) =>
  mine.deals.filter((d) => d.cancelledAt === undefined).reduce((sum, d) => sum + netOf(grossOf(d)), 0);

function takeOver(stage: Stage): Act {
  const { dice, months, tag } = stage;
  return (draft, mine) => {
    if (!months.includes(draft.month) || mine.target === 0) return;
    const gap = () => mine.target * 1.004 - sold(mine);
    if (gap() > 0 && gap() < mine.target * 0.8) {
      for (const { from, deal } of lendable(draft, mine)) {
        if (gap() <= 0) break;
        if (netOf(grossOf(deal)) > gap() * 1.35 + 300_000) continue;
        takeOne(draft, mine, from, deal);
      }
    }
    const payDay = firstDay(draft.month + 1) + 14;
    for (const deal of dice.some(
      mine.deals.filter(
        (d) =>
          d.shipments.length > 0 && d.returns.length === 0 && d.payments.every((p) => p.at > at(payDay, 0)),
      ),
      1,
    )) {
      deal.returns = [
        {
          at: at(workdayFrom(payDay + dice.whole(2, 9)), 14, dice.whole(0, 59)),
          quantities: wholeReturn(deal),
          reason: "客户退货",
        },
      ];
      deal.payments = [];
      deal.isPaidBackOnReturn = false;
      mark(deal, tag);
    }
  };

  function takeOne(draft: MonthDraft, mine: SellerMonth, from: SellerMonth, deal: Deal) {
    from.deals = from.deals.filter((d) => d !== deal);
    mine.deals.push(mark(deal, tag));
    deal.seller = mine.seller;
    deal.edits.push({
      at: at(
        workdayFrom(firstDay(draft.month + 1) + dice.whole(9, 12)),
        dice.whole(17, 21),
        dice.whole(0, 59),
      ),
      by: mine.seller.id,
      field: "业务员",
      from: from.seller.id,
      to: mine.seller.id,
      reason: "",
    });
  }

  function lendable(draft: MonthDraft, mine: SellerMonth) {
    const others = [...draft.sellers.values()].filter(
      (s) => s.seller.region === mine.seller.region && s !== mine,
    );
    return dice.shuffled(
      others.flatMap((from) =>
        from.deals
          .filter((d) => d.cancelledAt === undefined && d.tags.length === 0)
          .map((deal) => ({ from, deal })),
      ),
    );
  }
}

function steer(stage: Stage): Act | undefined {
  if (stage.customers.length < 2) return undefined;
  const { dice, months, tag } = stage;
  const owed: Customer[] = [];
  const held: Deal[] = [];
  return ({ month }, mine) => {
    // What was pulled into last month is missing in this one; what was held back arrives.
    for (const customer of owed.splice(0)) {
      const index = mine.deals.findIndex((d) => d.customer === customer && d.tags.length === 0);
      if (index >= 0) mine.deals.splice(index, 1);
    }
    mine.deals.push(...held.splice(0));
    if (!months.includes(month) || mine.target === 0) return;
    for (
      let tries = 0;
      tries < 20 && sold(mine) < mine.target * 1.003 && sold(mine) > mine.target * 0.6;
      tries++
    ) {
      const customer = dice.pick(stage.customers);
      pullForward(customer, month, mine);
      owed.push(customer);
    }
    if (sold(mine) < mine.target * 1.35) holdBack(month, mine);
  };

  function pullForward(customer: Customer, month: Month, mine: SellerMonth) {
    const deal = extraDeal(stage, mine, {
      customer,
      day: nthLastWorkday(month, dice.whole(1, 3)),
      factor: dice.between(0.5, 1),
    });
    deal.at = Math.min(deal.at, at(lastDay(month), 20));
    deal.approvedAt = Math.min(deal.approvedAt, at(lastDay(month), 20, 30));
    const later = workdaysAfter(dayAt(deal.at), dice.whole(7, 12)) - dayAt(deal.at);
    for (const shipment of deal.shipments) {
      shipment.shippedAt += later * 86_400;
      shipment.deliveredAt += later * 86_400;
    }
    for (const step of [...deal.billings, ...deal.payments]) step.at += (later + 1) * 86_400;
    if (!dice.chance(0.35)) return;
    const back = workdayFrom(firstDay(month + 1) + dice.whole(18, 27));
    deal.returns = [
      {
        at: Math.max(at(back, 11), (deal.billings[0]?.at ?? 0) + 86_400),
        quantities: partReturn(deal, dice.between(0.3, 0.6)),
        reason: "客户多订",
      },
    ];
    deal.isPaidBackOnReturn = false;
  }

  function holdBack(month: Month, mine: SellerMonth) {
    const late = mine.deals
      .filter((d) => d.tags.length === 0 && dayAt(d.orderedAt) > lastDay(month) - 11)
      .sort((a, b) => b.orderedAt - a.orderedAt);
    for (const deal of late) {
      if (sold(mine) < mine.target * 1.05) return;
      if (sold(mine) - netOf(grossOf(deal)) < mine.target * 1.001) continue;
      mine.deals = mine.deals.filter((d) => d !== deal);
      shiftDeal(deal, workdaysAfter(lastDay(month) + 1, dice.whole(0, 2)) - dayAt(deal.orderedAt));
      held.push(mark(deal, tag));
    }
  }
}
