import { dayAt, firstDay, workdaysOf } from "../../calendar.ts";
import type { Deal } from "../../documents.ts";
import { checkIn } from "../../field/visits.ts";
import { officeTime } from "../../trade/office-hours.ts";
import type { Product } from "../../world/catalogue.ts";
import { mark } from "../moves.ts";
import type { Act, Pattern, SellerMonth, Stage } from "../scheme.ts";

export const flyingOrders: Pattern = {
  pattern: "flying-orders",
  family: "diversion",
  level: "customer",
  shows: ["activity", "complaint", "order"],
  fewestMonths: 8,
  story: {
    obvious: {
      zh: "几家主力客户同时断单而拜访更勤，有客户投诉我方没有卖给他的货。",
      en: "His main customers stop together while visits increase; one complains about goods we never sold to him.",
    },
    subtle: {
      zh: "把一条产品线慢慢转走，总额缓降，拜访照旧。",
      en: "One product line fades out slowly, the total sinks a little, visits go on.",
    },
  },
  plant: (stage) => (stage.form === "obvious" ? takeAway(stage) : fadeOut(stage)),
};

function complain(
  stage: Stage,
  mine: SellerMonth,
  product: Product,
  customer: Deal["customer"],
  day: number,
) {
  const { dice } = stage;
  mine.feedback.push({
    id: "",
    at: officeTime(dice, day),
    tags: [stage.tag],
    customer,
    deal: undefined,
    product,
    employeeId: mine.seller.id,
    channel: "400电话",
    category: dice.pick(["质量", "单据"]),
    rating: undefined,
    description: dice.pick([
      `上周送来的${product.name}没有随货单和发票，说是贵司业务员安排的`,
      `${product.name}要求补开发票，贵司系统查不到这单`,
    ]),
  });
}

function takeAway(stage: Stage): Act | undefined {
  const { dice, months, world } = stage;
  const victims = stage.customers
    .filter((c) => c.buysFrom < world.span.start && c.ordersAMonth > 1.2)
    .slice(0, 3);
  if (victims.length < 2) return undefined;
  const cutMonth = months[Math.floor(months.length * 0.5)] ?? world.span.first;
  for (const victim of victims) stage.claim(victim).buysUntil = firstDay(cutMonth) + dice.whole(0, 18);
  const complaintMonths = new Set([cutMonth + 2, cutMonth + 4]);
  return ({ month }, mine) => {
    if (month < cutMonth) return;
    mine.visits = mine.visits.map((visit) => {
      const sameTown = victims.filter((v) => v.place.city === visit.customer.place.city);
      if (sameTown.length === 0 || !dice.chance(0.4)) return visit;
      const minutes = Math.min(50, (visit.endedAt - visit.at) / 60);
      return mark(checkIn(dice, mine.seller, dice.pick(sameTown), visit.at, minutes), stage.tag);
    });
    if (!complaintMonths.has(month)) return;
    const victim = dice.pick(victims);
    complain(stage, mine, dice.pick(victim.assortment).product, victim, dice.pick(workdaysOf(month)));
  };
}

function fadeOut(stage: Stage): Act | undefined {
  const { dice, months } = stage;
  const victims = stage.customers.filter((c) => c.ordersAMonth > 1.5).slice(0, 2);
  if (victims.length === 0) return undefined;
  const lost = new Map(victims.map((v) => [stage.claim(v), v.assortment[0]?.product.line ?? ""]));
  const start = Math.floor(months.length * 0.35);
  const complaintMonth = months[Math.floor(months.length * 0.75)];
  return ({ month }, mine) => {
    const index = months.indexOf(month);
    if (index < start && months.includes(month)) return;
    const share = index < 0 ? 0.95 : Math.min(0.95, (index - start + 1) / 6);
    mine.deals = mine.deals.filter((deal) => {
      const line = lost.get(deal.customer);
      if (line === undefined) return true;
      const keeps = deal.lines.map((l) => l.product.line !== line || !dice.chance(share));
      if (keeps.every(Boolean)) return true;
      if (!keeps.some(Boolean)) return false;
      keepLines(deal, keeps);
      mark(deal, stage.tag);
      return true;
    });
    const victim = victims[0];
    if (month !== complaintMonth || !victim) return;
    const product = victim.assortment.find((a) => a.product.line === lost.get(victim))?.product;
    if (product) complain(stage, mine, product, victim, dice.pick(workdaysOf(month)));
  };
}

function keepLines(deal: Deal, keeps: readonly boolean[]): void {
  const kept = <T>(list: readonly T[]) => list.filter((_, i) => keeps[i]);
  deal.lines = kept(deal.lines);
  for (const shipment of deal.shipments) shipment.quantities = kept(shipment.quantities);
  deal.shipments = deal.shipments.filter((s) => s.quantities.some((quantity) => quantity > 0));
  deal.returns = deal.returns
    .filter((r) => r.quantities === undefined)
    .concat(
      deal.returns
        .filter((r) => r.quantities !== undefined)
        .map((r) => ({ ...r, quantities: kept(r.quantities ?? []) }))
        .filter((r) => r.quantities.some((quantity) => quantity > 0)),
    );
  if (deal.shipments.length === 0 && deal.cancelledAt === undefined)
    deal.cancelledAt = deal.at + dayAt(86_400) * 3600;
}
