import { dayAt, workdayFrom } from "../calendar.ts";
import { type Deal, grossOf } from "../documents.ts";
import type { Dice } from "../random.ts";
import { afterOfficeMinutes, officeTime } from "./office-hours.ts";

/** The small disagreements between documents that every honest company has; each is rare. */
export function addOddities(dice: Dice, deal: Deal): void {
  const gross = grossOf(deal);
  const billing = deal.billings[0];
  if (gross === 0 || !billing) return;
  // 抹零, or freight put on the invoice.
  const roll = dice.unit();
  if (roll < 0.008 && gross > 20_000) billing.share = Math.floor(gross / 1000) / (gross / 1000);
  else if (roll > 0.992) billing.share = 1 + (dice.whole(20, 180) * 100) / gross;
  if (dice.chance(0.006)) billing.at = afterOfficeMinutes(deal.approvedAt, dice.whole(30, 200)); // asked for at once
  if (dice.chance(0.005)) shortShip(deal, gross);
  if (dice.chance(0.003)) {
    deal.returns.push({
      at: officeTime(dice, workdayFrom(dayAt(billing.at) + dice.whole(3, 40))),
      amount: Math.max(1000, Math.round((gross * dice.between(0.01, 0.05)) / 1000) * 1000),
      reason: "价格差异",
    });
  }
  const payment = deal.payments[0];
  if (payment && deal.payments.length === 1 && gross > 20_000 && dice.chance(0.012)) {
    payment.share = Math.floor(gross / 1000) / (gross / 1000);
  }
  for (const shipment of deal.shipments) {
    if (dice.chance(0.03)) shipment.signedBy = dice.pick(["门卫代收", "前台", "仓库"]);
  }
}

/** Out of stock by one case: delivered and billed without it. */
function shortShip(deal: Deal, gross: number): void {
  const shipment = deal.shipments[0];
  const index = deal.lines.findIndex((line) => line.unitPrice > 0 && line.quantity > line.product.pack * 6);
  const line = deal.lines[index];
  const billing = deal.billings[0];
  if (!shipment || !line || !billing || deal.shipments.length > 1) return;
  shipment.quantities[index] = line.quantity - line.product.pack;
  billing.share = 1 - (line.product.pack * line.unitPrice) / gross;
}
