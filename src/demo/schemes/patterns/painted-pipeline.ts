import {
  type Day,
  dayText,
  firstDay,
  isQuarterEnd,
  lastDay,
  type Month,
  workdayFrom,
} from "../../calendar.ts";
import type { OpportunityDoc } from "../../documents.ts";
import { officeTime } from "../../trade/office-hours.ts";
import { mark } from "../moves.ts";
import type { Pattern, SellerMonth, Stage } from "../scheme.ts";

export const paintedPipeline: Pattern = {
  pattern: "painted-pipeline",
  family: "pipeline",
  level: "seller",
  shows: ["opportunity", "change"],
  fewestMonths: 4,
  story: {
    obvious: {
      zh: "整数大额商机在季度评审前翻倍，成交日一推再推，没有拜访，评审后丢单。",
      en: "Large round opportunities doubled before the quarterly review, dates pushed again and again, no visits, lost afterwards.",
    },
    subtle: {
      zh: "评审前小幅上调、评审后下调，阶段跳级，个别“赢单”没有订单。",
      en: "Small rises before and cuts after the review, stages skipped, a few “won” without an order.",
    },
  },
  plant(stage) {
    const { dice, months, form } = stage;
    if (stage.customers.length < 2) return undefined;
    return ({ month }, mine) => {
      const quarterEnd = month + (2 - (month % 3));
      if (!months.includes(month) || isQuarterEnd(month)) return;
      const count = form === "obvious" ? dice.whole(2, 4) : dice.whole(1, 2);
      for (let i = 0; i < count; i++) {
        const opportunity =
          form === "obvious"
            ? inflate(stage, mine, month, quarterEnd)
            : touchUp(stage, mine, month, quarterEnd);
        mine.opportunities.push(mark(opportunity, stage.tag));
      }
    };
  },
};

function begin(stage: Stage, mine: SellerMonth, month: Month, amount: number): OpportunityDoc {
  const { dice, customers } = stage;
  const customer = dice.pick(customers);
  return {
    id: "",
    at: officeTime(dice, workdayFrom(firstDay(month) + dice.whole(2, 24))),
    tags: [],
    name: `${customer.name}${dice.pick(customer.assortment).product.line}${dice.pick(["整体解决方案", "年度集采", "战略合作", "扩品"])}`,
    customer,
    owner: mine.seller,
    stage: "初步接洽",
    amount,
    expectedCloseOn: lastDay(month) + dice.whole(20, 60),
    closedAt: undefined,
    edits: [],
  };
}

const yuan = (amount: number) => (amount / 100).toFixed(2);

function edit(
  stage: Stage,
  opportunity: OpportunityDoc,
  day: Day,
  change: { field: string; from: string; to: string },
) {
  const { dice, seller } = stage;
  opportunity.edits.push({ at: officeTime(dice, workdayFrom(day)), by: seller.id, reason: "", ...change });
}

function inflate(stage: Stage, mine: SellerMonth, month: Month, quarterEnd: Month): OpportunityDoc {
  const { dice } = stage;
  const before = dice.whole(5, 18) * 10_000_000;
  const opportunity = begin(stage, mine, month, before * 2);
  edit(stage, opportunity, lastDay(month) + 1, { field: "阶段", from: "初步接洽", to: "商务谈判" });
  edit(stage, opportunity, lastDay(quarterEnd) - dice.whole(2, 5), {
    field: "预计金额",
    from: yuan(before),
    to: yuan(before * 2),
  });
  let expected = opportunity.expectedCloseOn;
  for (let push = dice.whole(3, 5); push > 0; push--) {
    edit(stage, opportunity, expected - 3, {
      field: "预计成交日期",
      from: dayText(expected),
      to: dayText(expected + 30),
    });
    expected += 30;
  }
  opportunity.expectedCloseOn = expected;
  opportunity.stage = "商务谈判";
  if (dice.chance(0.6)) {
    edit(stage, opportunity, expected + dice.whole(5, 15), { field: "阶段", from: "商务谈判", to: "输单" });
    opportunity.stage = "输单";
    opportunity.closedAt = opportunity.edits.at(-1)?.at;
  }
  return opportunity;
}

function touchUp(stage: Stage, mine: SellerMonth, month: Month, quarterEnd: Month): OpportunityDoc {
  const { dice } = stage;
  const before = Math.round(dice.logNormal(9_500_000, 0.5) / 100_000) * 100_000;
  const opportunity = begin(stage, mine, month, before);
  if (dice.chance(0.35)) {
    const won = lastDay(quarterEnd) - dice.whole(1, 9);
    edit(stage, opportunity, won, { field: "阶段", from: "初步接洽", to: "赢单" });
    opportunity.stage = "赢单";
    opportunity.expectedCloseOn = won;
    opportunity.closedAt = opportunity.edits.at(-1)?.at;
    return opportunity;
  }
  const raised = Math.round((before * dice.between(1.18, 1.34)) / 10_000) * 10_000;
  const cut = Math.round((before * dice.between(0.92, 1.03)) / 10_000) * 10_000;
  edit(stage, opportunity, lastDay(month) + 1, { field: "阶段", from: "初步接洽", to: "需求确认" });
  edit(stage, opportunity, lastDay(quarterEnd) - dice.whole(3, 7), {
    field: "预计金额",
    from: yuan(before),
    to: yuan(raised),
  });
  edit(stage, opportunity, lastDay(quarterEnd) + dice.whole(5, 13), {
    field: "预计金额",
    from: yuan(raised),
    to: yuan(cut),
  });
  opportunity.amount = cut;
  opportunity.stage = "需求确认";
  return opportunity;
}
