import { dayAt, firstDay, workdayFrom } from "../../calendar.ts";
import { everyFew, extraDeal, nthLastWorkday, outsideFirm, replanDelivery, wholeReturn } from "../moves.ts";
import type { Act, Pattern, Stage } from "../scheme.ts";

export const inventedOrders: Pattern = {
  pattern: "invented-orders",
  family: "fictitious-sale",
  level: "customer",
  shows: ["order", "delivery", "invoice", "credit-note", "payment"],
  fewestMonths: 6,
  story: {
    obvious: {
      zh: "借沉睡客户之名在月底补大单，自己签收，无运单，从不回款，数月后红冲一半。",
      en: "Large month-end orders in the name of a sleeping customer, signed for by the seller, without waybill, never paid, half of them red-lettered months later.",
    },
    subtle: {
      zh: "在活跃客户的正常进货中混入与平时相仿的假单，运单号取自别的发货单，第三方只垫付一部分。",
      en: "Invented orders of usual size among an active customer's own, with another delivery's waybill; a third party pays part.",
    },
  },
  plant: (stage) => (stage.form === "obvious" ? wakeTheDead(stage) : mixIn(stage)),
};

function wakeTheDead(stage: Stage): Act | undefined {
  const { dice, months, world } = stage;
  const sleeper = stage.customers.find(
    (c) => c.buysFrom < world.span.start && !c.standing && c.customerClass !== "诊所",
  );
  if (!sleeper) return undefined;
  stage.claim(sleeper);
  sleeper.buysUntil =
    firstDay(months[Math.floor(months.length * 0.18)] ?? world.span.first) + dice.whole(0, 20);
  const acts = everyFew(months, Math.ceil(months.length * 0.42), 3);
  return ({ month }, mine) => {
    if (!acts.has(month)) return;
    for (let count = dice.whole(3, 5); count > 0; count--) {
      const deal = extraDeal(stage, mine, {
        customer: sleeper,
        day: nthLastWorkday(month, dice.whole(1, 4)),
        factor: dice.between(1.9, 2.7),
      });
      replanDelivery(dice, deal);
      for (const shipment of deal.shipments) {
        Object.assign(shipment, {
          carrier: "自提",
          tracking: "",
          signedBy: mine.seller.name,
          deliveredAt: shipment.shippedAt + 7200,
        });
      }
      const billing = deal.billings[0];
      if (billing) billing.at = Math.max(deal.approvedAt, deal.shipments[0]?.deliveredAt ?? 0) + 3600;
      deal.payments = [];
      if (dice.chance(0.5)) {
        deal.returns = [
          {
            at: deal.approvedAt + dice.whole(72, 96) * 86_400,
            quantities: wholeReturn(deal),
            reason: "客户退货",
          },
        ];
      }
    }
  };
}

function mixIn(stage: Stage): Act | undefined {
  const { dice, months } = stage;
  const customer = stage.customers.find((c) => c.ordersAMonth > 2);
  if (!customer) return undefined;
  stage.claim(customer);
  const payer = outsideFirm(dice, customer);
  return ({ month }, mine) => {
    if (!months.includes(month) || months.indexOf(month) < 1 || dice.chance(0.25)) return;
    const donor = mine.deals.filter((d) => d.customer !== customer && d.shipments[0]?.tracking);
    const deal = extraDeal(stage, mine, {
      customer,
      day: nthLastWorkday(month, dice.whole(2, 9)),
      factor: dice.between(0.7, 1.1),
    });
    const lender = donor.length > 0 ? dice.pick(donor).shipments[0] : undefined;
    for (const shipment of deal.shipments) {
      if (lender) Object.assign(shipment, { tracking: lender.tracking, carrier: lender.carrier });
    }
    const invoicedOn = dayAt(deal.billings[0]?.at ?? deal.at);
    deal.payments = dice.chance(0.6)
      ? [
          {
            at: workdayFrom(invoicedOn + dice.whole(75, 140)) * 86_400 + 36_000,
            share: dice.whole(3, 5) / 10,
            payerName: payer.name,
            payerAccount: payer.account,
            method: "对公转账",
          },
        ]
      : [];
    deal.isWanted = false;
  };
}
