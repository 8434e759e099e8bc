import { at, dayAt, workdayFrom } from "../../calendar.ts";
import { extraDeal, mark, partReturn } from "../moves.ts";
import type { Pattern } from "../scheme.ts";

const promises = [
  "承诺三个月内帮客户进院，进不了全额退",
  "答应免费投放设备两台，先签单",
  "口头承诺卖不完随时退，不收折旧",
  "答应返利加两个点，走费用",
];
const grievances = [
  "业务员承诺免费投放设备，签单后不认账",
  "说好三个月进院，现在没有下文，要求退货",
  "当时说卖不完随时退，现在说不行，与合同不符",
  "答应的返利没有兑现",
];
const mild = [
  "与业务员沟通的条件和收到的资料不太一致，请核实",
  "之前谈的支持一直没落实，希望跟进",
  "说明书上的用途和介绍时说的有出入",
  "售后政策与当初讲的不一样",
];

export const emptyPromises: Pattern = {
  pattern: "empty-promises",
  family: "misrepresentation",
  level: "seller",
  shows: ["activity", "complaint", "order", "credit-note"],
  fewestMonths: 5,
  story: {
    obvious: {
      zh: "拜访纪要里写着承诺，随后多家客户投诉未兑现并退货。",
      en: "Promises stand in the visit notes; several customers then complain of broken promises and return goods.",
    },
    subtle: {
      zh: "纪要不写，投诉归在“服务”类、措辞含蓄，集中在他的新单上。",
      en: "Nothing in the notes; complaints are filed under “service” in mild words and cluster on his new deals.",
    },
  },
  plant(stage) {
    const { dice, form, months } = stage;
    const customers = stage.customers.slice(0, 5);
    if (customers.length < 2) return undefined;
    for (const customer of customers) stage.claim(customer);
    return ({ month }, mine) => {
      if (!months.includes(month) || dice.chance(form === "obvious" ? 0.35 : 0.5)) return;
      const calls = mine.visits.filter((v) => v.tags.length === 0 && customers.includes(v.customer));
      if (calls.length === 0) return;
      const visit = dice.pick(calls);
      const { customer } = visit;
      if (form === "obvious") {
        visit.notes = `${customer.contacts[0]?.name.slice(0, 1) ?? ""}总有意向，${dice.pick(promises)}`;
        mark(visit, stage.tag);
      }
      const deal = extraDeal(stage, mine, {
        customer,
        day: workdayFrom(dayAt(visit.at) + dice.whole(1, 5)),
        factor: dice.between(1.3, 2.2),
      });
      const delivered = dayAt(deal.shipments[0]?.deliveredAt ?? deal.approvedAt);
      const heardOn = workdayFrom(delivered + dice.whole(30, 60));
      if (form === "subtle" && dice.chance(0.25)) return;
      mine.feedback.push({
        id: "",
        at: at(heardOn, dice.whole(9, 17), dice.whole(0, 59)),
        tags: [stage.tag],
        customer,
        deal,
        product: deal.lines[0]?.product,
        employeeId: mine.seller.id,
        channel: dice.pick(["400电话", "微信公众号"]),
        category: form === "obvious" ? "承诺未兑现" : "服务",
        rating: undefined,
        description: dice.pick(form === "obvious" ? grievances : mild),
      });
      if (dice.chance(form === "obvious" ? 0.7 : 0.3)) {
        deal.returns = [
          {
            at: at(workdayFrom(heardOn + dice.whole(4, 12)), 15, dice.whole(0, 59)),
            quantities: partReturn(deal, dice.between(0.25, 0.5)),
            reason: form === "obvious" ? "与承诺不符" : "客户多订",
          },
        ];
      }
    };
  },
};
