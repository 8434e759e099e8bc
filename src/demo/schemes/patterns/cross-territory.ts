import { workdaysOf } from "../../calendar.ts";
import { officeTime } from "../../trade/office-hours.ts";
import { isDealer } from "../../world/customers.ts";
import { mobileNumber } from "../../world/identifiers.ts";
import { personName } from "../../world/people.ts";
import { type City, regions, roads } from "../../world/places.ts";
import { cutPrices, dealersOf, mark } from "../moves.ts";
import type { Pattern } from "../scheme.ts";

export const crossTerritory: Pattern = {
  pattern: "cross-territory",
  family: "diversion",
  level: "customer",
  shows: ["order", "delivery", "complaint"],
  fewestMonths: 3,
  story: {
    obvious: {
      zh: "经销商过半订单直接发往外省，外区经销商投诉窜货。",
      en: "More than half of a dealer's orders go straight to another province; dealers there complain.",
    },
    subtle: {
      zh: "偶尔一单发往外省，收货人与电话固定，价格略低。",
      en: "One order now and then to another province, always the same receiver and telephone, at slightly lower prices.",
    },
  },
  plant(stage) {
    const { dice, form, months, world, seller } = stage;
    const dealer = dealersOf(stage.customers)[0];
    if (!dealer) return undefined;
    stage.claim(dealer);
    const elsewhere = dice.pick(
      regions
        .flatMap((r) => r.cities)
        .filter((c) => c.province !== dealer.place.city.province && !seller.region.cities.includes(c)),
    );
    const depot = newDepot(elsewhere);
    const harmed = world.register.all.find(
      (c) => isDealer(c) && c.place.city.province === elsewhere.province,
    );
    const complaintMonths = new Set(
      form === "obvious" ? [months[2], months[5], months[9]] : [months[Math.floor(months.length * 0.6)]],
    );
    return ({ month }, mine) => {
      if (!months.includes(month) || months.indexOf(month) < 1) return;
      for (const deal of mine.deals.filter((d) => d.customer === dealer && d.cancelledAt === undefined)) {
        if (!dice.chance(form === "obvious" ? 0.62 : 0.16)) continue;
        if (form === "subtle") cutPrices(deal, 0.98);
        deal.receiver = form === "obvious" ? newDepot(elsewhere) : depot;
        for (const shipment of deal.shipments) {
          shipment.address = deal.receiver.address;
          shipment.signedBy = deal.receiver.name;
        }
        mark(deal, stage.tag);
      }
      if (!harmed || !complaintMonths.has(month)) return;
      mine.feedback.push({
        id: "",
        at: officeTime(dice, dice.pick(workdaysOf(month))),
        tags: [stage.tag],
        customer: harmed,
        deal: undefined,
        product: dice.pick(dealer.assortment).product,
        employeeId: "",
        channel: "业务员转达",
        category: "渠道",
        rating: undefined,
        description: "本地市场出现低价货源，批号不是我方进货，请公司查窜货",
      });
    };

    function newDepot(city: City) {
      return {
        name: personName(dice).name,
        phone: mobileNumber(dice),
        address: `${city.name}市${dice.pick(city.districts)}${dice.pick(roads)}${dice.whole(10, 600)}号${dice.pick(["仓库", "物流园3号库", ""])}`,
      };
    }
  },
};
