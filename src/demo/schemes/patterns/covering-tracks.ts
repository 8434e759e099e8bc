import { at, type Day, dayAt, firstDay, workdayFrom, workdaysOf } from "../../calendar.ts";
import { type Deal, grossOf } from "../../documents.ts";
import { recordChange } from "../../field/master-changes.ts";
import { corporateAccount } from "../../world/identifiers.ts";
import { everyFew, extraDeal, lateEvening, mark } from "../moves.ts";
import type { Act, Pattern, Stage } from "../scheme.ts";

export const coveringTracks: Pattern = {
  pattern: "covering-tracks",
  family: "master-data",
  level: "customer",
  shows: ["change", "order"],
  fewestMonths: 3,
  story: {
    obvious: {
      zh: "订单审批后深夜改金额、改账期；大单前一天上调信用额度，几天后改回。",
      en: "Amount and terms edited late at night after approval; the credit limit raised the day before a big order and restored days later.",
    },
    subtle: {
      zh: "逾期前把到期日顺延一次；收款账户换出去又换回来，理由写“客户要求”。",
      en: "The due date put off once just before it is overdue; the bank account changed and changed back, “at the customer's request”.",
    },
  },
  plant: (stage) => {
    const customer = stage.customers.find((c) => c.ordersAMonth > 1);
    if (!customer) return undefined;
    stage.claim(customer);
    return stage.form === "obvious" ? rewrite(stage, customer) : putOff(stage, customer);
  },
};

const yuan = (amount: number) => (amount / 100).toFixed(2);

function rewrite(stage: Stage, customer: Deal["customer"]): Act {
  const { dice, months, world, seller, tag } = stage;
  const raises = everyFew(months, 2, 4);
  return ({ month }, mine) => {
    if (!months.includes(month)) return;
    const edited = mine.deals.filter(
      (d) => d.customer === customer && d.cancelledAt === undefined && d.tags.length === 0,
    );
    for (const deal of dice.some(edited, 2)) {
      const night = lateEvening(dice, dayAt(deal.approvedAt) + dice.whole(1, 6));
      const gross = grossOf(deal);
      const before = Math.round(gross * dice.between(1.08, 1.2));
      deal.edits.push({
        at: night,
        by: seller.id,
        field: "价税合计",
        from: yuan(before),
        to: yuan(gross),
        reason: "",
      });
      deal.edits.push({
        at: night + 95,
        by: seller.id,
        field: "账期",
        from: String(deal.termsDays),
        to: String(deal.termsDays + 45),
        reason: "",
      });
      deal.termsDays += 45;
      mark(deal, tag);
    }
    if (raises.has(month)) raiseForADay(dice.pick(workdaysOf(month).slice(3, -5)));

    function raiseForADay(day: Day) {
      const deal = extraDeal(stage, mine, { customer, day, factor: dice.between(3.5, 5) });
      const usual = customer.creditLimit;
      const raised = Math.max(usual * 2, Math.ceil((usual + grossOf(deal)) / 10_000_000) * 10_000_000);
      const limit = (on: Day, from: number, to: number) =>
        recordChange(
          world,
          customer,
          {
            at: lateEvening(dice, on),
            by: seller.id,
            field: "信用额度",
            from: yuan(from),
            to: yuan(to),
            reason: "临时",
          },
          [tag],
        );
      limit(day - 1, usual, raised);
      limit(workdayFrom(day + dice.whole(2, 5)), raised, usual);
    }
  };
}

function putOff(stage: Stage, customer: Deal["customer"]): Act {
  const { dice, months, world, seller, tag } = stage;
  const swaps = everyFew(months, Math.floor(months.length * 0.4), 7);
  return ({ month }, mine) => {
    if (!months.includes(month)) return;
    const open = mine.deals.filter(
      (d) => d.customer === customer && d.billings.length > 0 && d.tags.length === 0,
    );
    for (const deal of dice.some(open, dice.chance(0.6) ? 1 : 0)) {
      deal.dueMoved = {
        by: seller.id,
        days: dice.pick([30, 45, 60]),
        before: dice.whole(1, 4),
        reason: "客户要求",
      };
      for (const payment of deal.payments) payment.at += (deal.dueMoved.days + dice.whole(0, 15)) * 86_400;
      mark(deal, tag);
    }
    if (!swaps.has(month)) return;
    const own = customer.bankAccount;
    const other = corporateAccount(dice);
    const account = (day: Day, from: string, to: string) =>
      recordChange(
        world,
        customer,
        {
          at: at(workdayFrom(day), dice.whole(11, 17), dice.whole(0, 59)),
          by: seller.id,
          field: "银行账号",
          from,
          to,
          reason: "客户要求",
        },
        [tag],
      );
    account(firstDay(month) + 4, own, other);
    account(firstDay(month) + dice.whole(17, 24), other, own);
  };
}
