import { at, isQuarterEnd, type Month, workdaysOf } from "../../calendar.ts";
import type { Customer } from "../../world/customers.ts";
import { everyFew, mark } from "../moves.ts";
import type { Pattern, SellerMonth } from "../scheme.ts";

const openings = ["业务员", "对接的", "我们的客户经理", "这边的"];
const virtues = ["特别负责", "很负责", "非常专业", "服务周到", "反应快", "有耐心"];
const endings = ["全五星推荐", "必须五星", "强烈推荐", "以后还找他", "给满分"];

export const boughtPraise: Pattern = {
  pattern: "bought-praise",
  family: "feedback",
  level: "seller",
  shows: ["complaint", "change"],
  fewestMonths: 3,
  story: {
    obvious: {
      zh: "两天内一批措辞相同的五星评价，有的客户从未下单。",
      en: "A batch of five-star reviews in the same words within two days, some by customers who never ordered.",
    },
    subtle: {
      zh: "考核前零星几条换词不换意的好评，真投诉当天被改成“咨询”。",
      en: "A few reworded reviews before each appraisal; real complaints become “enquiries” on the same day.",
    },
  },
  plant(stage) {
    const { dice, form, months, seller, world } = stage;
    const bursts = everyFew(months, 1, 5);
    const strangers = [0, 1, 2, 3, 4].map(() => {
      const shop = world.register.open(dice, {
        customerClass: "诊所",
        seller,
        city: seller.home.city,
        createdOn: world.span.start - dice.whole(20, 300),
        buysFrom: world.span.end + 999,
      });
      shop.ordersAMonth = 0;
      return shop;
    });
    if (form === "obvious") for (const stranger of strangers) stage.claim(stranger);
    return ({ month }, mine) => {
      if (!months.includes(month)) return;
      if (form === "obvious" && bursts.has(month)) {
        const day = dice.pick(workdaysOf(month).slice(2, -3));
        for (let count = dice.whole(16, 22); count > 0; count--) {
          const customer = dice.chance(0.35) ? dice.pick(strangers) : dice.pick(mine.portfolio);
          review(
            mine,
            customer,
            at(day + dice.whole(0, 1), dice.whole(9, 22), dice.whole(0, 59), dice.whole(0, 59)),
            `${seller.name}服务特别好，全五星推荐！`,
          );
        }
      }
      if (form === "subtle") polish(mine, month);
    };

    function polish(mine: SellerMonth, month: Month) {
      if (isQuarterEnd(month)) {
        for (let count = dice.whole(5, 7); count > 0; count--) {
          const day = dice.pick(workdaysOf(month).slice(-9));
          const text = `${dice.pick(openings)}${seller.name}${dice.pick(virtues)}，${dice.pick(endings)}`;
          review(
            mine,
            dice.pick(mine.portfolio),
            at(day, dice.whole(9, 21), dice.whole(0, 59), dice.whole(0, 59)),
            text,
          );
        }
      }
      for (const complaint of mine.feedback.filter((c) => c.rating === undefined && dice.chance(0.8))) {
        const from = complaint.category;
        complaint.category = "咨询";
        mark(complaint, stage.tag);
        const when = complaint.at + dice.whole(1200, 14_000);
        world.outbox.put("change", {
          id: "",
          at: when,
          tags: [stage.tag],
          subjectKind: "投诉",
          subject: complaint,
          edit: { at: when, by: seller.id, field: "类别", from, to: "咨询", reason: "" },
        });
      }
    }

    function review(mine: SellerMonth, customer: Customer, when: number, description: string) {
      mine.feedback.push({
        id: "",
        at: when,
        tags: [stage.tag],
        customer,
        deal: undefined,
        product: undefined,
        employeeId: seller.id,
        channel: "小程序",
        category: "评价",
        rating: 5,
        description,
      });
    }
  },
};
