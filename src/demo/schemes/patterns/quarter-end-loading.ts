import { dayAt, isQuarterEnd, workdayFrom } from "../../calendar.ts";
import { dealersOf, extraDeal, nthLastWorkday, partReturn } from "../moves.ts";
import type { Pattern } from "../scheme.ts";

export const quarterEndLoading: Pattern = {
  pattern: "quarter-end-loading",
  family: "channel-stuffing",
  level: "customer",
  shows: ["order", "credit-note"],
  fewestMonths: 5,
  story: {
    obvious: {
      zh: "季末向经销商压入数倍于平时的货，账期翻倍，次月退回大半，终端销量不动。",
      en: "At quarter's end a dealer takes several times his usual volume at double terms; most of it returns the next month while sell-through stands still.",
    },
    subtle: {
      zh: "轮流多压两家经销商，账期略延，两三个月后以近效期为由零散退回。",
      en: "Two dealers in turn take somewhat more on slightly longer terms; small lots come back two or three months later as short-dated.",
    },
  },
  plant(stage) {
    const { dice, form, months } = stage;
    const dealers = dealersOf(stage.customers).slice(0, form === "obvious" ? 1 : 2);
    if (dealers.length === 0) return undefined;
    for (const dealer of dealers) stage.claim(dealer).reportsStock = true;
    let turn = 0;
    return ({ month }, mine) => {
      if (!months.includes(month) || !isQuarterEnd(month)) return;
      const dealer = dealers[turn++ % dealers.length];
      if (!dealer) return;
      const isObvious = form === "obvious";
      const loads = isObvious ? dice.whole(4, 6) : Math.max(2, Math.round(dealer.ordersAMonth * 0.6));
      for (let count = loads; count > 0; count--) {
        const deal = extraDeal(stage, mine, {
          customer: dealer,
          day: nthLastWorkday(month, dice.whole(1, isObvious ? 4 : 6)),
          factor: isObvious ? dice.between(2.4, 3.4) : dice.between(0.9, 1.3),
        });
        deal.isWanted = false;
        const more = isObvious ? deal.termsDays : 30;
        deal.termsDays += more;
        for (const payment of deal.payments) payment.at += (more + dice.whole(0, 25)) * 86_400;
        const delivered = dayAt(deal.shipments[0]?.deliveredAt ?? deal.approvedAt);
        const back = workdayFrom(delivered + (isObvious ? dice.whole(15, 30) : dice.whole(55, 85)));
        if (isObvious || dice.chance(0.7)) {
          deal.returns = [
            {
              at: back * 86_400 + dice.whole(32_400, 61_200),
              quantities: partReturn(deal, isObvious ? dice.between(0.55, 0.8) : dice.between(0.12, 0.25)),
              reason: isObvious ? "滞销退货" : "近效期",
            },
          ];
        }
      }
    };
  },
};
