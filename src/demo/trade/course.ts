import { at, type Day, dayAt, workdayFrom, workdaysAfter } from "../calendar.ts";
import { type Deal, type GiveBack, grossOf, type Settlement, type Shipment } from "../documents.ts";
import type { Dice } from "../random.ts";
import { cardNumber, carriers, trackingNumber } from "../world/identifiers.ts";
import { addOddities } from "./oddities.ts";
import { afterOfficeMinutes, officeTime } from "./office-hours.ts";

const returnReasons = ["包装破损", "型号发错", "近效期", "客户多订", "质量投诉", "规格不符"];

/** What an honest deal comes to: shipped, billed, paid, now and then corrected or sent back. */
export function planCourse(dice: Dice, deal: Deal, isOnline: boolean): void {
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
  const afterDelivery = workdaysAfter(
    dayAt(deliveredAt) + 1,
    dice.weighted([0, 1, 2, 3, 6], (n) => 5 - Math.min(n, 4)),
  );
  // Who has paid in advance may have his invoice at once.
  const isBilledAtOnce = isPrepaid && dice.chance(0.3);
  deal.billings.push({
    at: isBilledAtOnce ? afterOfficeMinutes(deal.approvedAt, 90) : officeTime(dice, afterDelivery),
    share: 1,
    buyerName: customer.name,
    buyerTaxNumber: customer.taxNumber,
  });
  deal.payments.push(...planPayments(dice, deal, isPrepaid));
  if (dice.chance(0.034)) deal.returns.push(planReturn(dice, deal, dayAt(deliveredAt)));
  planEdits(dice, deal);
  addOddities(dice, deal);
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

function planPayments(dice: Dice, deal: Deal, isPrepaid: boolean): Settlement[] {
  const { customer } = deal;
  const payer = payerOf(dice, customer);
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

/** Some customers are paid for by a parent or a finance company; now and then the owner pays from his own card. */
function payerOf(dice: Dice, customer: Deal["customer"]) {
  if (customer.paidFor) return { payerName: customer.paidFor.name, payerAccount: customer.paidFor.account };
  if (dice.chance(0.004)) {
    return { payerName: customer.contacts[0]?.name ?? customer.name, payerAccount: cardNumber(dice) };
  }
  return { payerName: customer.name, payerAccount: customer.bankAccount };
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
  if (dice.chance(0.004)) {
    const gross = grossOf(deal);
    deal.edits.push({
      at: afterOfficeMinutes(deal.approvedAt, dice.whole(20, 200)),
      by: deal.clerkId,
      field: "价税合计",
      from: (Math.round(gross * dice.between(1.03, 1.3)) / 100).toFixed(2),
      to: (gross / 100).toFixed(2),
      reason: "客户减量，已重新审核",
    });
  }
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
