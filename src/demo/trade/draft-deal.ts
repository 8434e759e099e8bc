import { at, type Day, dayAt, type Moment, workdayFrom, workdaysAfter } from "../calendar.ts";
import type { Deal, DealLine, GiveBack, Settlement, Shipment } from "../documents.ts";
import { Dice } from "../random.ts";
import { type Customer, isDealer, ownerOn } from "../world/customers.ts";
import { carriers, trackingNumber } from "../world/identifiers.ts";
import type { World } from "../world/world.ts";
import { agreedPrice } from "./pricing.ts";

export interface DealWish {
  readonly customer: Customer;
  readonly day: Day;
  /** Against the customer's usual order. */
  readonly factor?: number;
  readonly channel?: string;
  readonly isStanding?: boolean;
}

/** An honest deal with its whole honest course; schemes change what they need before it is carried out. */
export function draftDeal(world: World, dice: Dice, wish: DealWish): Deal {
  const { customer, day } = wish;
  const seller = ownerOn(customer, day);
  const isOnline = wish.channel === "线上商城";
  const orderedAt = isOnline
    ? at(day, dice.whole(8, 22), dice.whole(0, 59), dice.whole(0, 59))
    : officeTime(dice, day);
  const enteredAt = isOnline ? orderedAt : entryTime(dice, orderedAt);
  const approvedAt = afterOfficeMinutes(enteredAt, dice.whole(8, 300));
  const lines =
    wish.isStanding && customer.standing
      ? standingLines(world, dice, customer, day)
      : chooseLines(world, dice, customer, day, wish.factor ?? 1);
  const contact = dice.pick(customer.contacts);
  const deal: Deal = {
    id: "",
    at: enteredAt,
    tags: [],
    customer,
    seller,
    orderedAt,
    clerkId: isOnline ? "系统" : dice.pick(world.staff.clerks).id,
    approvedAt,
    lines,
    channel: wish.channel ?? (isDealer(customer) ? "经销" : "直销"),
    termsDays: customer.termsDays,
    contract: undefined,
    opportunity: undefined,
    quote: undefined,
    receiver: { name: contact.name, phone: contact.phone, address: customer.address },
    deviceId: isOnline ? customer.deviceId : "",
    payerAccount: isOnline ? customer.bankAccount : "",
    cancelledAt: undefined,
    shipments: [],
    billings: [],
    payments: [],
    returns: [],
    edits: [],
    dueMoved: undefined,
    isPaidBackOnReturn: true,
    isWanted: true,
  };
  planCourse(dice, deal, isOnline);
  return deal;
}

export const officeTime = (dice: Dice, day: Day): Moment => {
  const hour = dice.weighted(
    [8, 9, 10, 11, 13, 14, 15, 16, 17, 18],
    (h) => [2, 7, 9, 7, 4, 8, 9, 8, 5, 1][h - 8 - (h > 12 ? 1 : 0)] ?? 1,
  );
  return at(day, hour, hour === 8 ? dice.whole(20, 59) : dice.whole(0, 59), dice.whole(0, 59));
};

/** Orders come by telephone and WeChat; the clerk enters them within the hour, some the next morning, few later. */
function entryTime(dice: Dice, orderedAt: Moment): Moment {
  const roll = dice.unit();
  if (roll < 0.86) return orderedAt + dice.whole(120, 5400);
  const day = dayAt(orderedAt);
  return officeTime(dice, workdaysAfter(day + 1, roll < 0.975 ? 0 : dice.whole(1, 2)));
}

/** Working hours are 8:30 to 18:00 on workdays. */
export function afterOfficeMinutes(moment: Moment, minutes: number): Moment {
  const day = workdayFrom(dayAt(moment));
  const opening = at(day, 8, 30);
  const closing = at(day, 18);
  const from = Math.max(moment, opening);
  if (from + minutes * 60 <= closing) return from + minutes * 60;
  return at(workdayFrom(day + 1), 8, 30) + Math.min(minutes, 500) * 60;
}

export function chooseLines(
  world: World,
  dice: Dice,
  customer: Customer,
  day: Day,
  factor: number,
): DealLine[] {
  const budget = dice.logNormal(customer.orderSize * factor, 0.55);
  const offered = customer.assortment.filter(({ product }) => product.launchedOn <= day);
  const count = Math.min(offered.length, 1 + Math.min(7, dice.poisson(1.9)));
  const chosen = new Set<(typeof offered)[number]>();
  while (chosen.size < count) chosen.add(dice.weighted(offered, (entry) => entry.weight));
  const parts = [...chosen].map(() => dice.logNormal(1, 0.6));
  const whole = parts.reduce((sum, part) => sum + part, 0);
  return [...chosen].map(({ product }, i) => {
    const money = (budget * (parts[i] ?? 1)) / whole;
    const packs = Math.max(1, Math.round(money / (product.listPrice * 0.75) / product.pack));
    const quantity = roundPacks(packs) * product.pack;
    return {
      product,
      quantity,
      ...agreedPrice(dice, customer, product, { day, quantity, promotions: world.catalogue.promotions }),
    };
  });
}

/** People order 20 boxes, not 19. */
const roundPacks = (packs: number): number =>
  packs > 40 ? Math.round(packs / 10) * 10 : packs > 12 ? Math.round(packs / 5) * 5 : packs;

function standingLines(world: World, dice: Dice, customer: Customer, day: Day): DealLine[] {
  return (customer.standing?.lines ?? []).map(({ product, quantity }) => {
    const { listPrice } = agreedPrice(dice, customer, product, { day, quantity, promotions: [] });
    // A standing order keeps its price until the list changes.
    const fixed = new Dice(world.seed, "standing", customer.id, product.id, listPrice);
    return { product, quantity, ...agreedPrice(fixed, customer, product, { day, quantity, promotions: [] }) };
  });
}

const returnReasons = ["包装破损", "型号发错", "近效期", "客户多订", "质量投诉", "规格不符"];

function planCourse(dice: Dice, deal: Deal, isOnline: boolean): void {
  const { customer } = deal;
  if (dice.chance(0.012)) {
    deal.cancelledAt = afterOfficeMinutes(deal.approvedAt, dice.whole(60, 900));
    return;
  }
  const full = deal.lines.map((line) => line.quantity);
  const isPartial = dice.chance(0.05) && full.some((quantity) => quantity > 1);
  const firstPart = isPartial ? full.map((q) => (dice.chance(0.5) ? q : Math.ceil(q / 2))) : full;
  const firstShipment = planShipment(
    dice,
    deal,
    firstPart,
    workdaysAfter(dayAt(deal.approvedAt), dice.whole(0, 2)),
  );
  deal.shipments.push(firstShipment);
  const rest = full.map((quantity, i) => quantity - (firstPart[i] ?? 0));
  if (rest.some((quantity) => quantity > 0)) {
    deal.shipments.push(
      planShipment(dice, deal, rest, workdaysAfter(dayAt(firstShipment.shippedAt), dice.whole(2, 8))),
    );
  }
  const deliveredAt = Math.max(...deal.shipments.map((shipment) => shipment.deliveredAt));
  const isPrepaid = isOnline || (customer.customerClass === "诊所" && dice.chance(0.3));
  deal.billings.push({
    at: officeTime(
      dice,
      workdaysAfter(
        dayAt(deliveredAt) + 1,
        dice.weighted([0, 1, 2, 3, 6], (n) => 5 - Math.min(n, 4)),
      ),
    ),
    share: 1,
    buyerName: customer.name,
    buyerTaxNumber: customer.taxNumber,
  });
  deal.payments.push(...planPayments(dice, deal, isPrepaid));
  if (dice.chance(0.034)) deal.returns.push(planReturn(dice, deal, dayAt(deliveredAt)));
  planEdits(dice, deal);
}

export function planShipment(dice: Dice, deal: Deal, quantities: number[], day: Day): Shipment {
  const carrier = dice.weighted(carriers, (name) => (name === "公司自有配送" ? 1 : 3));
  const shippedAt = Math.max(at(day, dice.whole(13, 18), dice.whole(0, 59)), deal.approvedAt + 1800);
  const arrives = dayAt(shippedAt) + dice.weighted([1, 2, 3, 4], (n) => [4, 5, 3, 1][n - 1] ?? 1);
  const contact = dice.pick(deal.customer.contacts);
  return {
    shippedAt,
    deliveredAt: at(dice.chance(0.9) ? workdayFrom(arrives) : arrives, dice.whole(9, 17), dice.whole(0, 59)),
    quantities: [...quantities],
    signedBy: dice.chance(0.7) ? deal.receiver.name : contact.name,
    address: deal.receiver.address,
    carrier,
    tracking: trackingNumber(dice, carrier),
  };
}

export function planPayments(dice: Dice, deal: Deal, isPrepaid: boolean): Settlement[] {
  const { customer } = deal;
  const payer = { payerName: customer.name, payerAccount: customer.bankAccount };
  const method = isPrepaid
    ? dice.pick(["微信支付", "支付宝", "对公转账"])
    : dice.weighted(["对公转账", "银行承兑汇票", "网银转账"], (m) => (m === "银行承兑汇票" ? 1 : 4));
  if (isPrepaid) return [{ at: deal.orderedAt + dice.whole(60, 40_000), share: 1, ...payer, method }];
  if (dice.chance(0.004)) return [];
  const invoicedOn = dayAt(deal.billings[0]?.at ?? deal.at);
  const late = dice.chance(0.06) ? dice.whole(20, 90) : 0;
  const day = Math.max(
    invoicedOn + 1,
    invoicedOn + deal.termsDays + Math.round(dice.normal(customer.paysLate, 7)) + late,
  );
  const paid = (on: Day, share: number): Settlement => ({
    at: officeTime(dice, workdayFrom(on)),
    share,
    ...payer,
    method,
  });
  if (!dice.chance(0.1)) return [paid(day, 1)];
  const first = dice.whole(3, 7) / 10;
  return [paid(day, first), paid(day + dice.whole(7, 40), 1 - first)];
}

function planReturn(dice: Dice, deal: Deal, deliveredOn: Day): GiveBack {
  const isWhole = dice.chance(0.25);
  const quantities = deal.lines.map(({ quantity, product }): number => {
    if (isWhole) return quantity;
    const packs = Math.max(1, Math.round((quantity / product.pack) * dice.between(0.1, 0.7)));
    return dice.chance(0.5) ? Math.min(quantity, packs * product.pack) : 0;
  });
  if (!quantities.some((quantity) => quantity > 0)) quantities[0] = deal.lines[0]?.quantity ?? 0;
  return {
    at: officeTime(dice, workdayFrom(deliveredOn + dice.whole(3, 35))),
    quantities,
    reason: dice.pick(returnReasons),
  };
}

function planEdits(dice: Dice, deal: Deal): void {
  if (dice.chance(0.02)) {
    deal.edits.push({
      at: deal.at + dice.whole(120, 480),
      by: deal.clerkId,
      field: "备注",
      from: "",
      to: dice.pick(["随货附质检报告", "送货前电话联系", "周末不收货", "发票随货"]),
      reason: "",
    });
  }
  if (dice.chance(0.012)) {
    const last = deal.receiver.phone;
    deal.edits.push({
      at: deal.approvedAt + dice.whole(600, 7200),
      by: deal.clerkId,
      field: "收货人电话",
      from: last.slice(0, -1) + ((Number(last.slice(-1)) + 3) % 10),
      to: last,
      reason: "客户更正",
    });
  }
}
