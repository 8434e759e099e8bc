import { at, type Day, dayAt, type Moment, type Month, workdayFrom, workdaysOf } from "../calendar.ts";
import { type Deal, type ExpenseDoc, grossOf } from "../documents.ts";
import type { Dice } from "../random.ts";
import { planShipment } from "../trade/course.ts";
import { type DealWish, draftDeal } from "../trade/draft-deal.ts";
import { officeTime } from "../trade/office-hours.ts";
import { asPrice } from "../trade/pricing.ts";
import { type Customer, isDealer, openBranch } from "../world/customers.ts";
import { companyName } from "../world/firms.ts";
import { corporateAccount } from "../world/identifiers.ts";
import type { SellerMonth, Stage } from "./scheme.ts";

type Hand = Pick<Stage, "world" | "dice" | "tag">;

export const mark = <Doc extends { tags: readonly string[] }>(doc: Doc, tag: string): Doc => {
  if (!doc.tags.includes(tag)) doc.tags = [...doc.tags, tag];
  return doc;
};

/** One more deal of the scheme, not cancelled and not sent back unless the scheme says so. */
export function extraDeal(hand: Hand, mine: SellerMonth, wish: DealWish): Deal {
  const deal = draftDeal(hand.world, hand.dice, wish);
  deal.cancelledAt = undefined;
  deal.returns = [];
  if (deal.shipments.length === 0) replanDelivery(hand.dice, deal);
  mark(deal, hand.tag);
  mine.deals.push(deal);
  return deal;
}

/** One full shipment, invoice and payment again, after the lines have changed. */
export function replanDelivery(dice: Dice, deal: Deal): void {
  const shipment =
    deal.shipments[0] ?? planShipment(dice, deal, [], dayAt(deal.approvedAt) + dice.whole(1, 3));
  deal.shipments = [{ ...shipment, quantities: deal.lines.map((line) => line.quantity) }];
  if (deal.billings.length === 0) {
    deal.billings.push({
      at: officeTime(dice, dayAt(shipment.deliveredAt) + 1),
      share: 1,
      buyerName: deal.customer.name,
      buyerTaxNumber: deal.customer.taxNumber,
    });
  }
}

export const wholeReturn = (deal: Deal): number[] => deal.lines.map((line) => line.quantity);

export const partReturn = (deal: Deal, share: number): number[] =>
  deal.lines.map(({ quantity, product }) =>
    Math.min(quantity, Math.max(product.pack, Math.round((quantity * share) / product.pack) * product.pack)),
  );

/** Changes quantities until gross lies between the two, as near as packs allow. */
export function sizeTo(dice: Dice, deal: Deal, low: number, high: number): void {
  const wanted = dice.between(low, high);
  const ratio = wanted / grossOf(deal);
  for (const line of deal.lines) {
    line.quantity = Math.max(
      line.product.pack,
      Math.round((line.quantity * ratio) / line.product.pack) * line.product.pack,
    );
  }
  const byPrice = deal.lines
    .filter((line) => line.unitPrice > 0)
    .sort((a, b) => b.unitPrice * b.product.pack - a.unitPrice * a.product.pack);
  for (const line of byPrice) {
    const step = line.unitPrice * line.product.pack;
    while (grossOf(deal) > high && line.quantity > line.product.pack) line.quantity -= line.product.pack;
    while (grossOf(deal) + step <= high && grossOf(deal) < low) line.quantity += line.product.pack;
  }
  replanDelivery(dice, deal);
}

export function cutPrices(deal: Deal, factor: number): void {
  for (const line of deal.lines) line.unitPrice = asPrice(line.unitPrice * factor);
}

/** Moves a deal and all that comes of it by some days, each step to the next workday. */
export function shiftDeal(deal: Deal, days: number): void {
  const moved = (moment: Moment) => moment + (workdayFrom(dayAt(moment) + days) - dayAt(moment)) * 86_400;
  deal.at = moved(deal.at);
  deal.orderedAt = Math.min(deal.at, moved(deal.orderedAt));
  deal.approvedAt = moved(deal.approvedAt);
  for (const shipment of deal.shipments) {
    shipment.shippedAt = moved(shipment.shippedAt);
    shipment.deliveredAt = moved(shipment.deliveredAt);
  }
  for (const step of [...deal.billings, ...deal.payments, ...deal.returns, ...deal.edits])
    step.at = moved(step.at);
  if (deal.cancelledAt !== undefined) deal.cancelledAt = moved(deal.cancelledAt);
}

/** The share that bills some packs of one line more than were ordered, as near to the wish as packs allow. */
export function shareWithExtraPacks(deal: Deal, wished: number): number {
  const gross = grossOf(deal);
  const pack = Math.min(
    ...deal.lines.filter((line) => line.unitPrice > 0).map((line) => line.unitPrice * line.product.pack),
  );
  return 1 + (Math.max(1, Math.round((gross * (wished - 1)) / pack)) * pack) / gross;
}

/** The n-th workday from the end, 1 being the last. */
export const nthLastWorkday = (month: Month, n: number): Day => workdaysOf(month).at(-n) ?? 0;

/** Every `step`-th month, the first after `skip`. */
export const everyFew = (months: readonly Month[], skip: number, step: number): Set<Month> =>
  new Set(months.filter((_, i) => i >= skip && (i - skip) % step === 0));

export const dealersOf = (customers: readonly Customer[]): Customer[] => customers.filter(isDealer);

export const lateEvening = (dice: Dice, day: Day): number =>
  at(day, dice.whole(22, 23), dice.whole(0, 59), dice.whole(0, 59));

/** A firm that stands in no master file. */
export const outsideFirm = (dice: Dice, near: Customer): { name: string; account: string } => ({
  name: companyName(dice, "B级经销商", near.place.city, new Set()),
  account: corporateAccount(dice),
});

export function putExpense(hand: Hand, expense: Omit<ExpenseDoc, "id" | "tags" | "deal">): void {
  hand.world.outbox.put("expense", { ...expense, id: "", tags: [hand.tag], deal: undefined });
}

/** A second customer code of the same people, at the same address, that orders little of its own. */
export function openSister(hand: Pick<Stage, "world" | "dice" | "seller">, elder: Customer): Customer {
  const { world, dice, seller } = hand;
  const sister = openBranch(world.register, dice, elder, {
    seller,
    createdOn: world.span.start - dice.whole(60, 900),
    isNextDoor: true,
  });
  sister.ordersAMonth = 0.7;
  return sister;
}
