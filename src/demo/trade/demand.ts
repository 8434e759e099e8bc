import {
  type Day,
  dateParts,
  dayAt,
  firstDay,
  isHoliday,
  isQuarterEnd,
  isWorkday,
  lastDay,
  type Month,
  weekday,
  workdaysOf,
} from "../calendar.ts";
import type { Deal, Shipment } from "../documents.ts";
import { keyed } from "../keyed.ts";
import { Dice } from "../random.ts";
import { type Customer, ownerOn } from "../world/customers.ts";
import type { Seller } from "../world/staff.ts";
import type { World } from "../world/world.ts";
import { draftDeal } from "./draft-deal.ts";

/** Consumables follow the hospitals: quiet around Spring Festival, busy before each quarter's budget closes. */
const seasons = [0.97, 0.88, 1.04, 1, 0.97, 1.06, 0.95, 0.96, 1.06, 0.95, 1.04, 1.14];

const seasonOf = (month: Month): number => ((seasons[month % 12] ?? 1) * (workdaysOf(month).length + 2)) / 23;

function isBuying(customer: Customer, day: Day): boolean {
  return customer.buysFrom <= day && (customer.buysUntil === undefined || day < customer.buysUntil);
}

const trendOf = (world: World, customer: Customer, month: Month): number =>
  customer.trend ** ((month - world.span.first) / 12);

/** How much of a month's trade falls on each of its days, for a seller with this push. */
function dayWeights(month: Month, push: number): { day: Day; weight: number }[] {
  const workdays = workdaysOf(month);
  const closing = new Set(workdays.slice(-3));
  const days: { day: Day; weight: number }[] = [];
  for (let day = firstDay(month); day <= lastDay(month); day++) {
    let weight = isHoliday(day) ? 0.015 : isWorkday(day) ? 1 : weekday(day) === 6 ? 0.12 : 0.05;
    if (weight === 1) {
      if (closing.has(day)) weight += (isQuarterEnd(month) ? 1 : 0.6) * push;
      if (isHoliday(day + 1) && isHoliday(day + 3)) weight *= 1.25;
      if (!isWorkday(day - 1)) weight *= 1.15;
    }
    days.push({ day, weight });
  }
  return days;
}

const shopShare = { 诊所: 0.35, 连锁药店: 0.18, A级经销商: 0, B级经销商: 0.04, 医院: 0 } as const;

export function draftOrders(world: World, month: Month): Map<Seller, Deal[]> {
  const drafted = new Map<Seller, Deal[]>();
  const weights = new Map<Seller, { day: Day; weight: number }[]>();
  for (const customer of world.register.all) {
    const dice = new Dice(world.seed, "orders", customer.key, month);
    const owner = ownerOn(customer, lastDay(month));
    const calendar = keyed(weights, owner, () => dayWeights(month, owner.push));
    const mean = customer.ordersAMonth * seasonOf(month) * trendOf(world, customer, month);
    const deals: Deal[] = [];
    for (let left = dice.poisson(mean); left > 0; left--) {
      const isOnline = dice.chance(shopShare[customer.customerClass]);
      const { day } = dice.weighted(calendar, (d) =>
        isOnline && d.weight < 0.5 ? d.weight + 0.25 : d.weight,
      );
      const factor = dice.chance(0.015) ? dice.between(3, 7) : 1;
      if (!isBuying(customer, day) || day > world.span.end) continue;
      deals.push(
        draftDeal(world, dice, { customer, day, factor, ...(isOnline ? { channel: "线上商城" } : {}) }),
      );
    }
    const standing = customer.standing && firstDay(month) + customer.standing.dayOfMonth - 1;
    if (standing && isBuying(customer, standing) && isWorkday(standing) && standing <= world.span.end) {
      deals.push(draftDeal(world, dice, { customer, day: standing, isStanding: true }));
    }
    shareWaybills(dice, deals);
    for (const deal of deals) keyed(drafted, deal.seller, () => []).push(deal);
  }
  return drafted;
}

/** What leaves for one customer on one day mostly travels as one parcel. */
function shareWaybills(dice: Dice, deals: readonly Deal[]): void {
  const parcels = new Map<Day, Shipment>();
  for (const shipment of deals.flatMap((deal) => deal.shipments)) {
    const parcel = keyed(parcels, dayAt(shipment.shippedAt), () => shipment);
    if (parcel === shipment || !dice.chance(0.6)) continue;
    shipment.carrier = parcel.carrier;
    shipment.tracking = parcel.tracking;
    shipment.deliveredAt = parcel.deliveredAt;
    shipment.shippedAt = parcel.shippedAt;
  }
}

/** Gross sales a planner would expect of the seller in the month, in minor units. */
export function expectedSales(world: World, portfolio: readonly Customer[], month: Month): number {
  const meanOverMedian = Math.exp(0.55 ** 2 / 2) * 1.05;
  return portfolio
    .filter((customer) => isBuying(customer, lastDay(month)))
    .reduce(
      (sum, c) =>
        sum + c.ordersAMonth * c.orderSize * seasonOf(month) * trendOf(world, c, month) * meanOverMedian,
      0,
    );
}

export function portfolios(world: World, day: Day): Map<Seller, Customer[]> {
  const all = new Map<Seller, Customer[]>();
  for (const customer of world.register.all) {
    keyed(all, ownerOn(customer, day), () => []).push(customer);
  }
  return all;
}

export const yearOf = (day: Day): number => dateParts(day).year;
