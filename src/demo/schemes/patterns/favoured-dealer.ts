import { grossOf, netOf } from "../../documents.ts";
import { asPrice } from "../../trade/pricing.ts";
import { floorShare } from "../../world/catalogue.ts";
import { cardNumber, corporateAccount } from "../../world/identifiers.ts";
import { personName } from "../../world/people.ts";
import { cutPrices, dealersOf, mark, nthLastWorkday, putExpense } from "../moves.ts";
import type { Pattern } from "../scheme.ts";

export const favouredDealer: Pattern = {
  pattern: "favoured-dealer",
  family: "price-kickback",
  level: "customer",
  shows: ["order", "expense"],
  fewestMonths: 3,
  story: {
    obvious: {
      zh: "长期以低于最低限价的价格供一家经销商，无审批；随单报销“市场推广费”付到个人账户。",
      en: "A dealer is served below the floor price for months without approval, with promotion money to a private account in step with his orders.",
    },
    subtle: {
      zh: "不破限价，只在走量最大的几个品种上多让几个点，另有小额费用付给一家服务商。",
      en: "Never below the floor; a few points more on the fastest movers, and small claims paid to a service provider.",
    },
  },
  plant(stage) {
    const { dice, form, months } = stage;
    const dealers = dealersOf(stage.customers);
    const dealer =
      form === "obvious" ? dealers[0] : dealers.sort((a, b) => b.pricePosition - a.pricePosition)[0];
    if (!dealer || dealer.ordersAMonth < 1.5) return undefined;
    stage.claim(dealer);
    const friend =
      form === "obvious"
        ? { name: personName(dice).name, account: cardNumber(dice) }
        : {
            name: `${dealer.place.city.name}${dice.pick(["卓信", "锐策", "合众", "启明"])}企业管理服务部`,
            account: corporateAccount(dice),
          };
    const movers = new Set(dealer.assortment.slice(0, 5).map((entry) => entry.product));
    let unclaimed = 0;
    return ({ month }, mine) => {
      const index = months.indexOf(month);
      if (index < 1) return;
      const deals = mine.deals.filter((deal) => deal.customer === dealer);
      for (const deal of deals) {
        if (form === "obvious") {
          cutPrices(deal, dice.between(0.77, 0.83));
          mark(deal, stage.tag);
          continue;
        }
        for (const line of deal.lines.filter((l) => movers.has(l.product) && l.unitPrice > 0)) {
          const floor = Math.ceil(line.listPrice * floorShare(dealer.customerClass) * 1.003);
          line.unitPrice = Math.max(floor, asPrice(line.unitPrice * dice.between(0.925, 0.955)));
          mark(deal, stage.tag);
        }
      }
      unclaimed += deals.reduce((sum, deal) => sum + netOf(grossOf(deal)), 0);
      if (unclaimed === 0 || (form === "subtle" && index % 2 === 0)) return;
      putExpense(stage, {
        at: nthLastWorkday(month, dice.whole(1, 4)) * 86_400 + dice.whole(34_000, 62_000),
        type: "市场推广费",
        employeeId: mine.seller.id,
        customer: dealer,
        amount: Math.max(
          30_000,
          Math.round((unclaimed * (form === "obvious" ? 0.05 : 0.022)) / 10_000) * 10_000,
        ),
        payeeName: friend.name,
        payeeAccount: friend.account,
        description: form === "obvious" ? "市场推广劳务" : "终端陈列维护服务",
      });
      unclaimed = 0;
    };
  },
};
