import { at, dayAt, firstDay, lastDay, workdayFrom, workdaysAfter, workdaysOf } from "../../calendar.ts";
import { asPrice } from "../../trade/pricing.ts";
import { floorShare } from "../../world/catalogue.ts";
import { dealersOf, extraDeal, mark, nthLastWorkday, partReturn, sizeTo } from "../moves.ts";
import type { DecoyPattern } from "../scheme.ts";

const lateHospital: DecoyPattern = {
  resembles: "fictitious-sale",
  shows: ["order", "payment"],
  story: {
    zh: "公立医院等财政拨款，货款普遍拖半年，但都付了。",
    en: "A public hospital waits for its budget: it pays everything, half a year late.",
  },
  plant(stage) {
    const hospital = stage.customers.find((c) => c.customerClass === "医院");
    if (!hospital) return undefined;
    stage.claim(hospital);
    return (_draft, mine) => {
      for (const deal of mine.deals.filter((d) => d.customer === hospital)) {
        for (const payment of deal.payments) payment.at += stage.dice.whole(80, 130) * 86_400;
        mark(deal, stage.tag);
      }
    };
  },
};

const lastDayOrders: DecoyPattern = {
  resembles: "timing",
  shows: ["order", "delivery"],
  story: {
    zh: "月末最后一天的真单，物流次日提货，签收后才开票。",
    en: "True orders on the last day of the month; collected the next day and invoiced only after signature.",
  },
  plant(stage) {
    const customer = stage.customers[0];
    if (!customer) return undefined;
    stage.claim(customer);
    return ({ month }, mine) => {
      if (!stage.months.includes(month) || stage.dice.chance(0.5)) return;
      extraDeal(stage, mine, { customer, day: nthLastWorkday(month, 1) });
    };
  },
};

const springStock: DecoyPattern = {
  resembles: "channel-stuffing",
  shows: ["order"],
  story: {
    zh: "春节前备货三倍，节后终端确实卖完，没有退货。",
    en: "Three times the usual stock before Spring Festival; it sold through and nothing came back.",
  },
  plant(stage) {
    const dealer = dealersOf(stage.customers)[0];
    const january = stage.months.find((m) => m % 12 === 0);
    if (!dealer || january === undefined) return undefined;
    stage.claim(dealer).reportsStock = true;
    return ({ month }, mine) => {
      if (month % 12 !== 0 || !stage.months.includes(month)) return;
      for (let count = 4; count > 0; count--) {
        extraDeal(stage, mine, {
          customer: dealer,
          day: stage.dice.pick(workdaysOf(month).slice(4)),
          factor: stage.dice.between(1.8, 2.5),
        });
      }
    };
  },
};

const recall: DecoyPattern = {
  resembles: "side-agreement",
  shows: ["order", "credit-note"],
  story: {
    zh: "公司主动召回一个批次，几家客户同一周按公告退货。",
    en: "The company recalled a batch; several customers returned it in the same week.",
  },
  plant(stage) {
    const month = stage.months[Math.floor(stage.months.length / 2)];
    return (draft, mine) => {
      if (draft.month !== month) return;
      const day = workdayFrom(lastDay(draft.month) + 12);
      for (const deal of mine.deals
        .filter((d) => d.cancelledAt === undefined && d.tags.length === 0)
        .slice(0, 9)) {
        deal.returns = [
          {
            at: at(day + stage.dice.whole(0, 3), stage.dice.whole(9, 16), stage.dice.whole(0, 59)),
            quantities: partReturn(deal, 0.6),
            reason: "批次召回",
          },
        ];
        mark(deal, stage.tag);
      }
    };
  },
};

const tenderPrice: DecoyPattern = {
  resembles: "price-kickback",
  shows: ["order", "approval"],
  story: {
    zh: "医院招标中标价低于最低限价，每单都有大区总监的特价审批。",
    en: "A hospital's tender price lies below the floor; every order has the director's approval.",
  },
  plant(stage) {
    const { dice, months } = stage;
    const hospital = stage.customers.find((c) => c.customerClass === "医院");
    if (!hospital) return undefined;
    stage.claim(hospital);
    return ({ month }, mine) => {
      if (months.indexOf(month) < Math.floor(months.length / 3)) return;
      for (const deal of mine.deals.filter((d) => d.customer === hospital && d.cancelledAt === undefined)) {
        for (const line of deal.lines.filter((l) => l.unitPrice > 0)) {
          line.unitPrice = asPrice(line.listPrice * floorShare("医院") * dice.between(0.9, 0.93));
        }
        mark(deal, stage.tag);
        deal.specialApprovals.push("特价申请");
      }
    };
  },
};

const callOffs: DecoyPattern = {
  resembles: "splitting",
  shows: ["order"],
  story: {
    zh: "年度框架合同已经批准，医院每周固定要货，单张接近审批线。",
    en: "Weekly call-offs near the limit under an approved framework contract.",
  },
  plant(stage) {
    const hospital = stage.customers.find((c) => c.customerClass === "医院");
    if (!hospital) return undefined;
    stage.claim(hospital);
    return ({ month }, mine) => {
      if (!stage.months.includes(month) || month % 2 === 1) return;
      for (const day of workdaysOf(month).filter((_, i) => i % 5 === 2)) {
        sizeTo(
          stage.dice,
          extraDeal(stage, mine, { customer: hospital, day, factor: 4 }),
          7_800_000,
          9_800_000,
        );
      }
    };
  },
};

const parentPays: DecoyPattern = {
  resembles: "document-mismatch",
  shows: ["order", "payment"],
  story: {
    zh: "集团公司统一代子公司付款，备案在合同里。",
    en: "The parent pays for its subsidiary, as the contract says.",
  },
  plant(stage) {
    const customer = dealersOf(stage.customers)[0];
    if (!customer) return undefined;
    stage.claim(customer);
    const parent = `${customer.name.slice(0, 4)}控股集团有限公司`;
    const account = `1202${stage.dice.digits(15)}`;
    return (_draft, mine) => {
      for (const deal of mine.deals.filter((d) => d.customer === customer)) {
        for (const payment of deal.payments)
          Object.assign(payment, { payerName: parent, payerAccount: account });
        mark(deal, stage.tag);
      }
    };
  },
};

const branchWarehouse: DecoyPattern = {
  resembles: "diversion",
  shows: ["order", "delivery"],
  story: {
    zh: "经销商经批准在邻省设分仓，三成订单发往分仓，地址固定。",
    en: "A dealer's approved branch warehouse in the next province takes a third of its orders, always at one address.",
  },
  plant(stage) {
    const dealer = dealersOf(stage.customers)[0];
    const city = stage.seller.region.cities.find((c) => c.province !== dealer?.place.city.province);
    if (!dealer || !city) return undefined;
    stage.claim(dealer);
    const address = `${city.name}市${city.districts[0]}物流大道${stage.dice.whole(8, 300)}号（${dealer.name.slice(0, 4)}分仓）`;
    return (_draft, mine) => {
      for (const deal of mine.deals.filter((d) => d.customer === dealer)) {
        if (!stage.dice.chance(0.33)) continue;
        deal.receiver.address = address;
        for (const shipment of deal.shipments) shipment.address = address;
        mark(deal, stage.tag);
      }
    };
  },
};

const lostToRival: DecoyPattern = {
  resembles: "diversion",
  shows: ["order", "activity"],
  story: {
    zh: "大客户被竞争对手抢走，订单停了，拜访也随之停了。",
    en: "A large customer went to a rival; orders stopped and so did the visits.",
  },
  plant(stage) {
    const customer = stage.customers.find((c) => c.buysFrom < stage.world.span.start);
    const month = stage.months[Math.floor(stage.months.length * 0.6)];
    if (!customer || month === undefined) return undefined;
    stage.claim(customer).buysUntil = firstDay(month) + 9;
    return (draft, mine) => {
      if (draft.month !== month) return;
      for (const visit of mine.visits.filter((v) => v.customer === customer)) {
        visit.notes = "客户改用竞品，价格谈不下来，暂时停止供货";
        mark(visit, stage.tag);
      }
      for (const deal of mine.deals.filter((d) => d.customer === customer)) mark(deal, stage.tag);
    };
  },
};

const standingOrders: DecoyPattern = {
  resembles: "duplicate",
  shows: ["order"],
  story: {
    zh: "每月一张完全相同的常备订单，每张都发货、都付款。",
    en: "A standing order, identical each month, delivered and paid each time.",
  },
  plant(stage) {
    const customer = stage.customers.find((c) => c.standing);
    if (!customer) return undefined;
    stage.claim(customer);
    const day = customer.standing?.dayOfMonth ?? 0;
    return ({ month }, mine) => {
      for (const deal of mine.deals.filter((d) => d.customer === customer)) {
        const isStanding =
          dayAt(deal.orderedAt) === firstDay(month) + day - 1 &&
          deal.lines.length === customer.standing?.lines.length;
        if (isStanding) mark(deal, stage.tag);
      }
    };
  },
};

const slowCarrier: DecoyPattern = {
  resembles: "document-mismatch",
  shows: ["order", "delivery"],
  story: {
    zh: "缺货分两三批发完，数量最终对得上。",
    en: "Out of stock: shipped in two or three lots, the quantities agree in the end.",
  },
  plant(stage) {
    return ({ month }, mine) => {
      if (month !== stage.months[2]) return;
      for (const deal of mine.deals
        .filter((d) => d.shipments.length === 1 && d.returns.length === 0)
        .slice(0, 8)) {
        const whole = deal.shipments[0];
        if (!whole) continue;
        const half = whole.quantities.map((q) => Math.ceil(q / 2));
        const rest = whole.quantities.map((q, i) => q - (half[i] ?? 0));
        if (!rest.some((q) => q > 0)) continue;
        const later = (workdaysAfter(dayAt(whole.shippedAt), 6) - dayAt(whole.shippedAt)) * 86_400;
        deal.shipments = [
          { ...whole, quantities: half },
          {
            ...whole,
            quantities: rest,
            shippedAt: whole.shippedAt + later,
            deliveredAt: whole.deliveredAt + later,
            tracking: whole.tracking.slice(0, -2) + stage.dice.digits(2),
          },
        ];
        for (const step of [...deal.billings, ...deal.payments]) step.at += later;
        mark(deal, stage.tag);
      }
    };
  },
};

export const tradeDecoys = [
  lateHospital,
  lastDayOrders,
  springStock,
  recall,
  tenderPrice,
  callOffs,
  parentPays,
  branchWarehouse,
  lostToRival,
  standingOrders,
  slowCarrier,
] as const;
