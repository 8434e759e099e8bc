import { at, dayAt, firstDay, lastDay, type Month, monthOf } from "../calendar.ts";
import { type Deal, type GiveBack, grossOf, netOf, type Shipment } from "../documents.ts";
import { keyed } from "../keyed.ts";
import { Dice } from "../random.ts";
import type { Product } from "../world/catalogue.ts";
import type { Customer } from "../world/customers.ts";
import type { Seller } from "../world/staff.ts";
import type { World } from "../world/world.ts";

interface Movement {
  sellIn: number;
  wanted: number;
}

/** What a month's close is computed from: sales for commissions, dealers' goods in for their stock reports. */
export class Ledger {
  private readonly world: World;
  private readonly sales = new Map<Month, Deal[]>();
  private readonly takenBack = new Map<Month, { deal: Deal; gross: number }[]>();
  private readonly movements = new Map<Month, Map<Customer, Map<Product, Movement>>>();
  private readonly shelves = new Map<Customer, Map<Product, { stock: number; pace: number }>>();
  readonly targets = new Map<string, number>();

  constructor(world: World) {
    this.world = world;
  }

  sold(deal: Deal): void {
    if (deal.cancelledAt !== undefined) return;
    keyed(this.sales, monthOf(dayAt(deal.orderedAt)), () => []).push(deal);
  }

  shipped(deal: Deal, shipment: Shipment): void {
    deal.lines.forEach((line, i) => {
      const movement = this.movement(deal.customer, line.product, monthOf(dayAt(shipment.deliveredAt)));
      movement.sellIn += shipment.quantities[i] ?? 0;
      if (deal.isWanted) movement.wanted += shipment.quantities[i] ?? 0;
    });
  }

  returned(deal: Deal, back: GiveBack, gross: number): void {
    if (deal.isPaidBackOnReturn)
      keyed(this.takenBack, monthOf(dayAt(back.at)), () => []).push({ deal, gross });
    deal.lines.forEach((line, i) => {
      const movement = this.movement(deal.customer, line.product, monthOf(dayAt(back.at)));
      movement.sellIn -= back.quantities?.[i] ?? 0;
      if (deal.isWanted) movement.wanted -= back.quantities?.[i] ?? 0;
    });
  }

  closeMonth(month: Month): void {
    this.payCommissions(month);
    this.reportStock(month);
    this.sales.delete(month);
    this.takenBack.delete(month);
    this.movements.delete(month);
  }

  private payCommissions(month: Month): void {
    const deals = this.sales.get(month) ?? [];
    const totals = new Map<Seller, number>();
    for (const deal of deals) totals.set(deal.seller, (totals.get(deal.seller) ?? 0) + netOf(grossOf(deal)));
    const payDay = firstDay(month + 1) + 14;
    const isPaid = payDay <= this.world.span.end;
    const write = (deal: Deal, base: number, seconds: number) => {
      const target = this.targets.get(targetKey(deal.seller, month)) ?? 0;
      this.world.outbox.put("commission", {
        id: "",
        at: Math.min(at(firstDay(month + 1) + 9, 10), at(this.world.span.end, 10)) + seconds,
        tags: deal.tags,
        seller: deal.seller,
        deal,
        period: month,
        base,
        rate: commissionRate(totals.get(deal.seller) ?? 0, target),
        paidOn: isPaid ? payDay : undefined,
      });
    };
    deals.forEach((deal, i) => {
      write(deal, netOf(grossOf(deal)), i);
    });
    (this.takenBack.get(month) ?? []).forEach(({ deal, gross }, i) => {
      write(deal, -netOf(gross), deals.length + i);
    });
  }

  /** Dealers report at month's end; sell-through follows what end customers wanted, with a lag and some noise. */
  private reportStock(month: Month): void {
    const asOf = Math.min(lastDay(month), this.world.span.end);
    for (const customer of this.world.register.all) {
      if (!customer.reportsStock) continue;
      const dice = new Dice(this.world.seed, "stock", customer.key, month);
      const isSilent = dice.chance(0.05);
      const moved = this.movements.get(month)?.get(customer);
      const shelf = keyed(this.shelves, customer, () => new Map<Product, { stock: number; pace: number }>());
      for (const product of moved?.keys() ?? []) {
        if (!shelf.has(product)) {
          const first = Math.max(0, moved?.get(product)?.wanted ?? 0);
          shelf.set(product, { stock: Math.round(first * dice.between(0.4, 1.1)), pace: first * 0.6 });
        }
      }
      for (const [product, state] of shelf) {
        const { sellIn = 0, wanted = 0 } = moved?.get(product) ?? {};
        state.pace = state.pace * 0.72 + Math.max(0, wanted) * 0.28;
        const pull =
          state.pace + Math.max(0, state.stock - state.pace * 1.2) * (wanted === sellIn ? 0.25 : 0.05);
        const available = Math.max(0, state.stock + sellIn);
        const sellThrough = Math.max(0, Math.min(available, Math.round(pull * dice.normal(1, 0.16))));
        state.stock = available - sellThrough;
        if (isSilent || (sellIn === 0 && sellThrough === 0 && state.stock === 0)) continue;
        this.world.outbox.put("stock", {
          id: "",
          at: at(asOf, 20),
          tags: [],
          customer,
          product,
          sellIn: Math.max(0, sellIn),
          sellThrough,
          stock: state.stock,
        });
      }
    }
  }

  private movement(customer: Customer, product: Product, month: Month): Movement {
    const customers = keyed(this.movements, month, () => new Map<Customer, Map<Product, Movement>>());
    const products = keyed(customers, customer, () => new Map<Product, Movement>());
    return keyed(products, product, () => ({ sellIn: 0, wanted: 0 }));
  }
}

export const targetKey = (seller: Seller, month: Month): string => `${seller.id}/${month}`;

/** The written commission plan; see docs/demo-schemes.md. */
function commissionRate(net: number, target: number): number {
  if (target <= 0) return 0.01;
  const attained = net / target;
  if (attained >= 1.2) return 0.02;
  if (attained >= 1) return 0.016;
  return attained >= 0.8 ? 0.01 : 0.006;
}
