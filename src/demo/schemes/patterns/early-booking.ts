import { at, dayAt, isQuarterEnd, lastDay, workdayFrom, workdaysAfter, workdaysOf } from "../../calendar.ts";
import { extraDeal, nthLastWorkday, replanDelivery, wholeReturn } from "../moves.ts";
import type { Pattern, SellerMonth, Stage } from "../scheme.ts";

export const earlyBooking: Pattern = {
  pattern: "early-booking",
  family: "timing",
  level: "documents",
  shows: ["order", "delivery", "invoice", "credit-note"],
  fewestMonths: 4,
  story: {
    obvious: {
      zh: "每个季末把下月的单子倒填日期，录入、发货都在次月中旬，开票先于发货，部分随后冲回。",
      en: "At each quarter's end next month's orders are backdated: entered and shipped in the middle of the next month, invoiced before shipping, some reversed.",
    },
    subtle: {
      zh: "每月一两单提前几天入账：发票开在月底，发货签收落在次月。",
      en: "One or two orders a month booked days early: invoiced at month end, shipped and signed for in the next.",
    },
  },
  plant(stage) {
    const customers = stage.customers.slice(0, 4);
    if (customers.length < 2) return undefined;
    for (const customer of customers) stage.claim(customer);
    return ({ month }, mine) => {
      if (!stage.months.includes(month)) return;
      if (stage.form === "obvious" && isQuarterEnd(month)) backdate(stage, mine, month, customers);
      if (stage.form === "subtle") pullIn(stage, mine, month, customers);
    };
  },
};

type Customers = Stage["customers"];

function backdate(stage: Stage, mine: SellerMonth, month: number, customers: Customers) {
  const { dice } = stage;
  for (let count = dice.whole(5, 8); count > 0; count--) {
    const entered = workdayFrom(lastDay(month) + dice.whole(8, 15));
    const deal = extraDeal(stage, mine, {
      customer: dice.pick(customers),
      day: entered,
      factor: dice.between(1.1, 1.8),
    });
    deal.orderedAt = at(nthLastWorkday(month, dice.whole(1, 3)), dice.whole(9, 17), dice.whole(0, 59));
    for (const billing of deal.billings) {
      billing.at = Math.max(deal.orderedAt + 3600, at(nthLastWorkday(month, 1), 17, dice.whole(0, 55)));
    }
    if (dice.chance(0.35)) {
      deal.shipments = [];
      deal.payments = [];
      const back = workdaysAfter(dayAt(deal.approvedAt), dice.whole(4, 8));
      deal.returns = [{ at: at(back, 15), quantities: wholeReturn(deal), reason: "客户取消" }];
    }
  }
}

function pullIn(stage: Stage, mine: SellerMonth, month: number, customers: Customers) {
  const { dice } = stage;
  for (let count = dice.whole(1, 2); count > 0; count--) {
    const last = workdaysOf(month).at(-1) ?? lastDay(month);
    const deal = extraDeal(stage, mine, {
      customer: dice.pick(customers),
      day: last,
      factor: dice.between(0.9, 1.4),
    });
    replanDelivery(dice, deal);
    deal.at = Math.min(deal.at, at(last, 17, dice.whole(20, 59), dice.whole(0, 59)));
    deal.approvedAt = at(last, 18, dice.whole(1, 40));
    const leaves = workdaysAfter(lastDay(month) + 1, dice.whole(1, 4));
    for (const shipment of deal.shipments) {
      shipment.shippedAt = at(leaves, dice.whole(10, 17), dice.whole(0, 59));
      shipment.deliveredAt = at(workdayFrom(leaves + dice.whole(1, 4)), dice.whole(9, 17), dice.whole(0, 59));
    }
    for (const billing of deal.billings) billing.at = at(last, 18, dice.whole(41, 59));
  }
}
