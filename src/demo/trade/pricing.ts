import type { Day } from "../calendar.ts";
import type { Dice } from "../random.ts";
import { floorShare, listPriceOn, type Product, type Promotion, priceBands } from "../world/catalogue.ts";
import type { Customer } from "../world/customers.ts";

/** What an honest seller agrees with this customer: its place in the band, promotions, a little for volume. */
export function agreedPrice(
  dice: Dice,
  customer: Customer,
  product: Product,
  sale: { day: Day; quantity: number; promotions: readonly Promotion[] },
): { unitPrice: number; listPrice: number } {
  const listPrice = listPriceOn(product, sale.day);
  const { low, high } = priceBands[customer.customerClass];
  const promotion = sale.promotions.find(
    (p) => p.line === product.line && p.from <= sale.day && sale.day <= p.to,
  );
  const volume = listPrice * sale.quantity > 4_000_000 ? 0.985 : 1;
  const share = (low + (high - low) * customer.pricePosition) * volume * dice.normal(1, 0.007);
  const bounded = Math.max(share, floorShare(customer.customerClass) * 1.002) * (promotion?.factor ?? 1);
  return { unitPrice: asPrice(listPrice * bounded), listPrice };
}

/** Prices are agreed in yuan when large, in jiao otherwise, in fen when small. */
export function asPrice(exact: number): number {
  const step = exact > 50_000 ? 100 : exact > 5_000 ? 10 : 1;
  return Math.round(exact / step) * step;
}
