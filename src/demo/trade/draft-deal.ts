import { at, type Day, dayAt, type Moment, workdaysAfter } from "../calendar.ts";
import type { Deal, DealLine } from "../documents.ts";
import { Dice } from "../random.ts";
import { type Customer, isDealer, ownerOn } from "../world/customers.ts";
import type { World } from "../world/world.ts";
import { planCourse } from "./course.ts";
import { afterOfficeMinutes, officeTime } from "./office-hours.ts";
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
    specialApprovals: [],
    isPaidBackOnReturn: true,
    isWanted: true,
  };
  if (dice.chance(0.006)) {
    deal.termsDays += dice.pick([15, 30]);
    deal.specialApprovals.push("账期延长");
  }
  addGift(dice, deal);
  planCourse(dice, deal, isOnline);
  if (deal.payments.length > 0 && dice.chance(0.004)) {
    const by = dice.pick(world.staff.finance).id;
    deal.dueMoved = { by, days: 30, before: dice.whole(2, 20), reason: "经审批展期" };
    for (const payment of deal.payments) payment.at += 30 * 86_400;
  }
  return deal;
}

/** Orders come by telephone and WeChat; the clerk enters them within the hour, some the next morning, few later. */
function entryTime(dice: Dice, orderedAt: Moment): Moment {
  const roll = dice.unit();
  if (roll < 0.86) return orderedAt + dice.whole(120, 5400);
  const day = dayAt(orderedAt);
  return officeTime(
    dice,
    workdaysAfter(day + 1, roll < 0.97 ? 0 : roll < 0.996 ? dice.whole(1, 2) : dice.whole(3, 6)),
  );
}

function chooseLines(world: World, dice: Dice, customer: Customer, day: Day, factor: number): DealLine[] {
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

/** “Buy ten, get one”: a line at no price, in the open, on the order itself. */
function addGift(dice: Dice, deal: Deal): void {
  const [line] = deal.lines;
  if (!line || !dice.chance(0.008)) return;
  const { product, listPrice } = line;
  const quantity = Math.max(1, Math.round(line.quantity / 10));
  deal.lines.push({ product, quantity, unitPrice: 0, listPrice });
}

/** People order 20 boxes, not 19. */
const roundPacks = (packs: number): number =>
  packs > 40 ? Math.round(packs / 10) * 10 : packs > 12 ? Math.round(packs / 5) * 5 : packs;

function standingLines(world: World, dice: Dice, customer: Customer, day: Day): DealLine[] {
  return (customer.standing?.lines ?? []).map(({ product, quantity }) => {
    const { listPrice } = agreedPrice(dice, customer, product, { day, quantity, promotions: [] });
    // A standing order keeps its price until the list changes.
    const fixed = new Dice(world.seed, "standing", customer.key, product.id, listPrice);
    return { product, quantity, ...agreedPrice(fixed, customer, product, { day, quantity, promotions: [] }) };
  });
}
