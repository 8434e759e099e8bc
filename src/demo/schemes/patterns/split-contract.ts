import { workdaysOf } from "../../calendar.ts";
import { everyFew, extraDeal, openSister, sizeTo } from "../moves.ts";
import type { Pattern } from "../scheme.ts";

export const splitContract: Pattern = {
  pattern: "split-contract",
  family: "splitting",
  level: "documents",
  shows: ["order"],
  fewestMonths: 3,
  story: {
    obvious: {
      zh: "同一客户的一笔大单在一两天内拆成三四张，张张略低于审批线。",
      en: "One deal for one customer cut within two days into three or four orders, each just under the approval limit.",
    },
    subtle: {
      zh: "一笔大单分在一两周内，走两个关联客户编码，金额错落，合计远超审批线。",
      en: "One deal spread over a week or two and over two related customer codes, of uneven size, far over the limit together.",
    },
  },
  plant(stage) {
    const { dice, form, months } = stage;
    const customer = stage.customers.find((c) => c.customerClass !== "诊所");
    if (!customer) return undefined;
    stage.claim(customer);
    const codes = form === "obvious" ? [customer] : [customer, stage.claim(openSister(stage, customer))];
    const acts = everyFew(months, 1, months.length > 9 ? 4 : 2);
    return ({ month }, mine) => {
      if (!acts.has(month)) return;
      const days = workdaysOf(month);
      const first = dice.whole(1, days.length - 10);
      const pieces = dice.whole(3, 4);
      for (let i = 0; i < pieces; i++) {
        const offset = form === "obvious" ? i % 2 : Math.round((i * 8) / pieces) + dice.whole(0, 1);
        const deal = extraDeal(stage, mine, {
          customer: codes[i % codes.length] ?? customer,
          day: days[first + offset] ?? days[first] ?? 0,
          factor: 3,
        });
        if (form === "obvious") sizeTo(dice, deal, 9_050_000, 9_960_000);
        else sizeTo(dice, deal, 4_600_000, 8_900_000);
        deal.receiver.address = customer.address;
        for (const shipment of deal.shipments) shipment.address = customer.address;
      }
    };
  },
};
