import { at, dayText, firstDay, lastDay, workdaysOf } from "../../calendar.ts";
import { checkIn, visitNote } from "../../field/visits.ts";
import { officeTime } from "../../trade/office-hours.ts";
import { mark } from "../moves.ts";
import type { DecoyPattern } from "../scheme.ts";

const hospitalRounds: DecoyPattern = {
  resembles: "activity",
  shows: ["activity"],
  story: {
    zh: "一下午在同一家大医院走访好几个科室，间隔很短，定位相近。",
    en: "Several departments of one large hospital in an afternoon, minutes apart, at nearly one spot.",
  },
  plant(stage) {
    const { dice, months, seller } = stage;
    const hospital = stage.customers.find(
      (c) => c.customerClass === "医院" && c.buysFrom < stage.world.span.start,
    );
    if (!hospital) return undefined;
    stage.claim(hospital);
    return ({ month }, mine) => {
      if (!months.includes(month)) return;
      const used = new Set(mine.visits.map((v) => Math.floor(v.at / 86_400)));
      const free = workdaysOf(month).filter((day) => !used.has(day));
      for (const day of dice.some(free, 1)) {
        let clock = at(day, 13, dice.whole(20, 50));
        for (let count = dice.whole(3, 5); count > 0; count--) {
          const visit = checkIn(dice, seller, hospital, clock, dice.between(11, 24));
          visit.notes = `${dice.pick(["骨科", "普外科", "手术室", "检验科", "急诊"])}，${visitNote(dice, hospital)}`;
          mine.visits.push(mark(visit, stage.tag));
          clock = visit.endedAt + dice.whole(200, 700);
        }
      }
    };
  },
};

const postponedTender: DecoyPattern = {
  resembles: "pipeline",
  shows: ["opportunity", "change"],
  story: {
    zh: "医院招标一再延期，商机日期跟着改，每次都有拜访纪要，最终中标下单。",
    en: "A hospital tender was postponed again and again; the dates followed, with visits each time, and it was won.",
  },
  plant(stage) {
    const { dice, months, seller } = stage;
    const hospital = stage.customers.find((c) => c.customerClass === "医院") ?? stage.customers[0];
    const month = months[1];
    if (!hospital || month === undefined) return undefined;
    stage.claim(hospital);
    return (draft, mine) => {
      if (draft.month !== month) return;
      const closes = firstDay(month) + 45;
      const edits = [0, 1, 2, 3].map((i) => ({
        at: officeTime(dice, workdaysOf(month + i).at(-3) ?? 0),
        by: seller.id,
        field: "预计成交日期",
        from: dayText(closes + i * 30),
        to: dayText(closes + (i + 1) * 30),
        reason: "招标延期",
      }));
      mine.opportunities.push({
        id: "",
        at: officeTime(dice, workdaysOf(month)[3] ?? firstDay(month)),
        tags: [stage.tag],
        name: `${hospital.name}年度耗材招标`,
        customer: hospital,
        owner: seller,
        stage: "商务谈判",
        amount: dice.whole(12, 40) * 1_000_000,
        expectedCloseOn: closes + 120,
        closedAt: undefined,
        edits: [
          {
            at: officeTime(dice, workdaysOf(month)[9] ?? 0),
            by: seller.id,
            field: "阶段",
            from: "初步接洽",
            to: "方案报价",
            reason: "",
          },
          {
            at: officeTime(dice, lastDay(month)),
            by: seller.id,
            field: "阶段",
            from: "方案报价",
            to: "商务谈判",
            reason: "",
          },
          ...edits,
        ],
      });
    };
  },
};

export const fieldDecoys = [hospitalRounds, postponedTender] as const;
