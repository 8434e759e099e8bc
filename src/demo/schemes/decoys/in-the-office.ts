import { at, firstDay, workdayFrom, workdaysOf } from "../../calendar.ts";
import { recordChange } from "../../field/master-changes.ts";
import { corporateAccount } from "../../world/identifiers.ts";
import { mark } from "../moves.ts";
import type { DecoyPattern } from "../scheme.ts";

const tradeParkNeighbour: DecoyPattern = {
  resembles: "related-party",
  shows: ["order"],
  story: {
    zh: "两家客户同在孵化楼集中办公区登记，共用前台总机，彼此无关。",
    en: "Two unrelated customers registered at one incubator desk, sharing its switchboard.",
  },
  plant(stage) {
    const [one, other] = stage.customers.filter((c) => c.customerClass === "B级经销商");
    if (!one || !other) return undefined;
    const address = `${one.place.city.name}市${one.place.city.districts[0]}创业大厦孵化楼集中办公区`;
    stage.claim(one).address = address;
    stage.claim(other).address = address;
    other.phone = one.phone;
    return (_draft, mine) => {
      for (const deal of mine.deals.filter((d) => d.customer === one || d.customer === other))
        mark(deal, stage.tag);
    };
  },
};

const handOver: DecoyPattern = {
  resembles: "commission",
  shows: ["change"],
  story: {
    zh: "同事离职，其客户按规定整批转到接手人名下。",
    en: "A colleague left and the customers were handed over as the rules say.",
  },
  plant(stage) {
    const taken = stage.world.register.all.filter(
      (c) => c.owners.at(-1)?.seller === stage.seller && c.owners.length > 1,
    );
    if (taken.length === 0) return undefined;
    for (const customer of taken) {
      const last = stage.claim(customer).owners.at(-1);
      if (last) last.tag = stage.tag;
    }
    return () => undefined;
  },
};

const bankLetter: DecoyPattern = {
  resembles: "master-data",
  shows: ["change"],
  story: {
    zh: "客户来函变更开户行，财务核实后更新，此后一直用新账户付款。",
    en: "A customer changed its bank by letter; finance verified it, and all later payments use the new account.",
  },
  plant(stage) {
    const { world, dice } = stage;
    const customer = stage.customers[0];
    const month = stage.months[Math.floor(stage.months.length / 2)];
    const accountant = world.staff.finance[0];
    if (!customer || !accountant || month === undefined) return undefined;
    stage.claim(customer);
    return (draft) => {
      if (draft.month !== month) return;
      const from = customer.bankAccount;
      customer.bankAccount = corporateAccount(dice);
      const when = at(workdayFrom(firstDay(month) + 6), 10, 25);
      recordChange(
        world,
        customer,
        {
          at: when,
          by: accountant.id,
          field: "银行账号",
          from,
          to: customer.bankAccount,
          reason: "客户来函变更开户行",
        },
        [stage.tag],
      );
    };
  },
};

const surveyWeek: DecoyPattern = {
  resembles: "feedback",
  shows: ["complaint"],
  story: {
    zh: "公司统一做满意度调查的那一周，评价集中而分数有高有低。",
    en: "The week of the company's own survey: many reviews, high and low.",
  },
  plant(stage) {
    const { dice, seller } = stage;
    const month = stage.months[Math.floor(stage.months.length * 0.4)];
    return (draft, mine) => {
      if (draft.month !== month) return;
      const days = workdaysOf(month).slice(8, 13);
      for (const customer of mine.portfolio) {
        for (let count = dice.whole(1, 2); count > 0; count--) {
          mine.feedback.push({
            id: "",
            at: at(dice.pick(days), dice.whole(9, 17), dice.whole(0, 59), dice.whole(0, 59)),
            tags: [stage.tag],
            customer,
            deal: undefined,
            product: undefined,
            employeeId: seller.id,
            channel: "满意度调查",
            category: "评价",
            rating: dice.weighted([5, 4, 3, 2], (n) => [1, 3, 6, 8][n - 2] ?? 1),
            description: dice.pick([
              "总体满意",
              "送货再快点更好",
              "产品可以，价格偏高",
              "业务员跟进及时",
              "没有意见",
              "希望多做培训",
              "对账流程麻烦",
            ]),
          });
        }
      }
    };
  },
};

const misreadClause: DecoyPattern = {
  resembles: "misrepresentation",
  shows: ["complaint"],
  story: {
    zh: "客户误解退换条款，解释后撤诉。",
    en: "A customer misread the return clause and withdrew the complaint.",
  },
  plant(stage) {
    const customer = stage.customers[0];
    const month = stage.months[Math.floor(stage.months.length * 0.7)];
    if (!customer || month === undefined) return undefined;
    stage.claim(customer);
    return (draft, mine) => {
      if (draft.month !== month) return;
      mine.feedback.push({
        id: "",
        at: at(stage.dice.pick(workdaysOf(month)), 14, stage.dice.whole(0, 59)),
        tags: [stage.tag],
        customer,
        deal: mine.deals.find((d) => d.customer === customer),
        product: undefined,
        employeeId: stage.seller.id,
        channel: "400电话",
        category: "服务",
        rating: undefined,
        description: "以为近效期产品都能换，经解释合同条款后表示理解",
      });
    };
  },
};

export const officeDecoys = [tradeParkNeighbour, handOver, bankLetter, surveyWeek, misreadClause] as const;
