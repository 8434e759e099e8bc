import { at, type Day, dayAt, firstDay, type Month, workdaysOf } from "../calendar.ts";
import type { VisitDoc } from "../documents.ts";
import { Dice } from "../random.ts";
import type { Customer } from "../world/customers.ts";
import { photoHash } from "../world/identifiers.ts";
import { metresBetween } from "../world/places.ts";
import { deviceOn, type Seller } from "../world/staff.ts";
import type { World } from "../world/world.ts";

const openings = ["与{who}沟通", "拜访{who}，", "见{who}，", "到店，", "{who}反馈", ""];
const matters = [
  "确认本月补货计划，库存约够{n}天",
  "介绍{line}新规格，对方要样品",
  "核对上月对账单，差异{n}元已说明",
  "催收到期货款，对方承诺{n}号前安排",
  "了解竞品价格，比我们低{n}个点左右",
  "处理退换货，破损{n}盒",
  "讨论促销陈列，需要{n}套物料",
  "培训{line}使用注意事项，{n}人参加",
  "跟进招标进度，预计{n}号开标",
  "日常客情维护",
  "送资质文件和质检报告",
  "补货沟通",
];
const closings = ["", "", "", "，下周再联系", "，已拍照", "，对方较满意", "，需内勤跟进"];

export function visitNote(dice: Dice, customer: Customer): string {
  const contact = dice.pick(customer.contacts);
  const who =
    contact.name.slice(0, 1) + (/科长|主任|经理|院长|总经理|护士长/.exec(contact.title)?.[0] ?? "老师");
  const line = dice.pick(customer.assortment).product.line;
  return (dice.pick(openings) + dice.pick(matters) + dice.pick(closings))
    .replace("{who}", who)
    .replace("{line}", line)
    .replace("{n}", String(dice.whole(2, 28)));
}

/** A check-in near the customer's door: phones are off by tens of metres, indoors sometimes by several hundred. */
export function checkIn(
  dice: Dice,
  seller: Seller,
  customer: Customer,
  started: number,
  minutes: number,
): VisitDoc {
  const spread = dice.chance(0.04) ? 0.004 : 0.0005;
  const spot = {
    longitude: customer.place.longitude + dice.normal(0, spread),
    latitude: customer.place.latitude + dice.normal(0, spread),
  };
  return {
    id: "",
    at: started,
    tags: [],
    seller,
    customer,
    endedAt: started + Math.round(minutes * 60) + dice.whole(0, 59),
    ...spot,
    address: customer.place.address,
    distance: Math.round(metresBetween(spot, customer.place)),
    deviceId: deviceOn(seller, dayAt(started)),
    deviceRisk: dice.chance(0.002) ? "1" : "0",
    photo: dice.chance(0.94) ? photoHash(dice) : "",
    notes: visitNote(dice, customer),
  };
}

export function draftVisits(
  world: World,
  seller: Seller,
  portfolio: readonly Customer[],
  month: Month,
): VisitDoc[] {
  const dice = new Dice(world.seed, "visits", seller.id, month);
  const known = portfolio.filter(
    (c) => dayAt(c.createdAt) <= firstDay(month) && c.ordersAMonth > 0 && isVisited(c, firstDay(month)),
  );
  if (known.length === 0) return [];
  const visits: VisitDoc[] = [];
  const diligence = dice.between(0.75, 0.95);
  for (const day of workdaysOf(month)) {
    if (day > world.span.end || day < seller.hiredOn || !dice.chance(diligence)) continue;
    visits.push(...route(dice, seller, known, day));
  }
  return visits;
}

/** Lost customers are still called on for two months, then left alone. */
const isVisited = (customer: Customer, day: Day): boolean =>
  customer.buysUntil === undefined || day < customer.buysUntil + 60;

function route(dice: Dice, seller: Seller, known: readonly Customer[], day: Day): VisitDoc[] {
  const anchor = dice.weighted(known, (c) => Math.sqrt(c.ordersAMonth));
  const sameCity = known.filter((c) => c.place.city === anchor.place.city);
  const stops = dice.some(
    sameCity,
    dice.weighted([1, 2, 3, 4], (n) => [3, 4, 3, 1][n - 1] ?? 1),
  );
  const visits: VisitDoc[] = [];
  let clock = at(day, dice.whole(8, 10), dice.whole(10, 59), dice.whole(0, 59));
  let from: Customer | undefined;
  for (const customer of stops) {
    if (from) clock += Math.round(metresBetween(from.place, customer.place) / 6) + dice.whole(500, 3000);
    const hour = Math.floor((clock % 86_400) / 3600);
    if (hour === 12) clock += 4500;
    if (hour >= 18) break;
    const minutes = dice.chance(0.03) ? dice.between(3, 9) : Math.max(9, dice.logNormal(33, 0.5));
    const visit = checkIn(dice, seller, customer, clock, minutes);
    // Uploading the previous picture again is a slip of the thumb.
    if (dice.chance(0.004)) visit.photo = visits.at(-1)?.photo ?? visit.photo;
    visits.push(visit);
    clock = visit.endedAt;
    from = customer;
  }
  return visits;
}
