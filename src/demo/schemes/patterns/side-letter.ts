import { at, dayAt, firstDay, workdaysOf } from "../../calendar.ts";
import { type Deal, grossOf } from "../../documents.ts";
import { dealersOf, everyFew, extraDeal, mark, replanDelivery, wholeReturn } from "../moves.ts";
import type { Act, Pattern, Stage } from "../scheme.ts";

export const sideLetter: Pattern = {
  pattern: "side-letter",
  family: "side-agreement",
  level: "customer",
  shows: ["order", "invoice", "credit-note"],
  fewestMonths: 6,
  story: {
    obvious: {
      zh: "账期远超规定，从不催收，三个月后整单退回，其间另有零价赠品单。",
      en: "Terms far beyond the rules, never chased, the whole deal back after three months, with free-goods orders in between.",
    },
    subtle: {
      zh: "每季初给同一家经销商一张比例相近的“价格调整”，货款总在其后才到。",
      en: "At each quarter's start the same dealer gets a “price adjustment” of a similar share, and pays only after it.",
    },
  },
  plant: (stage) => {
    const dealer = dealersOf(stage.customers)[0];
    if (!dealer) return undefined;
    stage.claim(dealer);
    return stage.form === "obvious" ? lendGoods(stage, dealer) : adjustEachQuarter(stage, dealer);
  },
};

function lendGoods(stage: Stage, dealer: Deal["customer"]): Act {
  const { dice, months } = stage;
  const acts = everyFew(months, 1, 3);
  return ({ month }, mine) => {
    if (!acts.has(month)) return;
    const days = workdaysOf(month);
    const deal = extraDeal(stage, mine, {
      customer: dealer,
      day: dice.pick(days.slice(8)),
      factor: dice.between(2.6, 3.6),
    });
    deal.termsDays = 180;
    deal.payments = [];
    deal.isWanted = false;
    deal.returns = [
      {
        at: at(dayAt(deal.approvedAt) + dice.whole(84, 97), 15, dice.whole(0, 59)),
        quantities: wholeReturn(deal),
        reason: "按约退货",
      },
    ];
    const gift = extraDeal(stage, mine, { customer: dealer, day: dice.pick(days.slice(-6)), factor: 0.5 });
    for (const line of gift.lines) line.unitPrice = 0;
    replanDelivery(dice, gift);
    gift.billings = [];
    gift.payments = [];
  };
}

function adjustEachQuarter(stage: Stage, dealer: Deal["customer"]): Act {
  const { dice, months, world, tag } = stage;
  let quarter: Deal[] = [];
  const share = dice.between(0.06, 0.09);
  return ({ month }, mine) => {
    if (month % 3 === 0 && quarter.length > 0 && months.includes(month)) {
      const gross = quarter.reduce((sum, deal) => sum + grossOf(deal), 0);
      const largest = quarter.reduce((a, b) => (grossOf(b) > grossOf(a) ? b : a));
      const amount = Math.min(
        grossOf(largest),
        Math.round((gross * share * dice.between(0.93, 1.07)) / 10_000) * 10_000,
      );
      world.outbox.put("credit-note", {
        id: "",
        at: at(workdaysOf(month)[dice.whole(3, 6)] ?? firstDay(month), 16, dice.whole(0, 59)),
        tags: [tag],
        deal: largest,
        invoice: undefined,
        giveBack: { at: 0, amount, reason: "价格调整" },
      });
    }
    if (month % 3 === 0) quarter = [];
    const own = mine.deals.filter((d) => d.customer === dealer && d.cancelledAt === undefined);
    quarter.push(...own);
    // He waits for his adjustment before he pays anything of the quarter.
    const settled = at(firstDay(month - (month % 3) + 3) + 13, 10);
    for (const deal of own) {
      for (const payment of deal.payments) {
        if (payment.at < settled) payment.at = settled + dice.whole(0, 6) * 86_400 + dice.whole(0, 20_000);
      }
      mark(deal, tag);
    }
  };
}
