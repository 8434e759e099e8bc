import { at, dayAt, dayText, firstDay, type Month, monthOf } from "../calendar.ts";
import { type Deal, grossOf, type InvoiceDoc, type PaymentDoc } from "../documents.ts";
import { Dice } from "../random.ts";
import { directorOf, type World } from "../world/world.ts";
import type { Ledger } from "./ledger.ts";

const directorLimit = 10_000_000;
const vicePresidentLimit = 30_000_000;

/** Writes every document that comes of a deal, each on its own day. */
export function carryOut(world: World, ledger: Ledger, deal: Deal): void {
  const { outbox } = world;
  outbox.put("order", deal);
  ledger.sold(deal);
  approve(world, deal);
  for (const shipment of deal.shipments) {
    outbox.put("delivery", { id: "", at: shipment.shippedAt, tags: deal.tags, deal, shipment });
    ledger.shipped(deal, shipment);
  }
  const invoices = deal.billings.map((billing): InvoiceDoc => {
    const invoice: InvoiceDoc = {
      id: "",
      at: billing.at,
      tags: deal.tags,
      deal,
      number: "",
      gross: Math.round(grossOf(deal) * billing.share),
      buyerName: billing.buyerName,
      buyerTaxNumber: billing.buyerTaxNumber,
      dueOn: dayAt(billing.at) + deal.termsDays + (deal.dueMoved?.days ?? 0),
      redLetterOf: undefined,
    };
    outbox.put("invoice", invoice);
    if (deal.dueMoved) moveDueDate(world, invoice, deal.dueMoved);
    return invoice;
  });
  const payments = collect(world, deal, invoices);
  const credits = giveBack(world, ledger, deal, invoices[0]);
  carryReceivables(world, invoices, payments, credits);
  for (const edit of deal.edits) {
    outbox.put("change", {
      id: "",
      at: edit.at,
      tags: deal.tags,
      subjectKind: "销售订单",
      subject: deal,
      edit,
    });
  }
}

function moveDueDate(world: World, invoice: InvoiceDoc, moved: NonNullable<Deal["dueMoved"]>) {
  const old = invoice.dueOn - moved.days;
  const when = at(old - moved.before, 17, 20 + (old % 37));
  const edit = {
    at: when,
    by: moved.by,
    field: "到期日",
    from: dayText(old),
    to: dayText(invoice.dueOn),
    reason: moved.reason,
  };
  world.outbox.put("change", {
    id: "",
    at: when,
    tags: invoice.tags,
    subjectKind: "发票",
    subject: invoice,
    edit,
  });
}

function approve(world: World, deal: Deal): void {
  if (deal.cancelledAt !== undefined) return;
  const gross = grossOf(deal);
  const director = directorOf(world, deal.seller);
  const request = (subjectKind: string, level: string, approverId: string, decidedAt: number) =>
    world.outbox.put("approval", {
      id: "",
      at: deal.at + 600,
      tags: deal.tags,
      subjectKind,
      subject: deal,
      requestedBy: deal.seller.id,
      approverId,
      decidedAt,
      level,
      amount: gross,
      decision: "同意",
    });
  for (const exception of deal.specialApprovals) {
    request(exception, "大区总监", director, deal.approvedAt - 200);
  }
  if (gross >= directorLimit) request("销售订单", "大区总监", director, deal.approvedAt - 300);
  if (gross >= vicePresidentLimit) {
    request("销售订单", "销售副总", world.staff.vicePresident.id, deal.approvedAt);
  }
}

function collect(world: World, deal: Deal, invoices: readonly InvoiceDoc[]): PaymentDoc[] {
  const billed = invoices.reduce((sum, invoice) => sum + invoice.gross, 0);
  const returned = deal.returns.filter((r) => r.quantities);
  return deal.payments.map((settlement, i) => {
    const due = Math.round(billed * settlement.share);
    // What was taken back before the last payment is not paid.
    const deducted =
      i === deal.payments.length - 1
        ? returned
            .filter((r) => r.at < settlement.at)
            .reduce((sum, r) => sum + returnedGross(deal, r.quantities), 0)
        : 0;
    const payment: PaymentDoc = {
      id: "",
      at: settlement.at,
      tags: deal.tags,
      deal,
      invoice: invoices.find((invoice) => invoice.at <= settlement.at),
      amount: Math.max(0, due - deducted),
      settlement,
    };
    if (payment.amount > 0) world.outbox.put("payment", payment);
    return payment;
  });
}

const returnedGross = (deal: Deal, quantities: readonly number[] | undefined): number =>
  deal.lines.reduce((sum, line, i) => sum + line.unitPrice * (quantities?.[i] ?? 0), 0);

function giveBack(world: World, ledger: Ledger, deal: Deal, invoice: InvoiceDoc | undefined) {
  return deal.returns.map((back) => {
    const billed = invoice && invoice.at <= back.at ? invoice : undefined;
    const gross = back.amount ?? returnedGross(deal, back.quantities);
    world.outbox.put("credit-note", {
      id: "",
      at: back.at,
      tags: deal.tags,
      deal,
      invoice: billed,
      giveBack: back,
    });
    const dice = new Dice(world.seed, "red-letter", deal.customer.key, back.at);
    const redAt = back.at + dice.whole(1, 40) * 3600;
    if (billed) {
      world.outbox.put("invoice", {
        id: "",
        at: redAt,
        tags: deal.tags,
        deal,
        number: "",
        gross: -gross,
        buyerName: billed.buyerName,
        buyerTaxNumber: billed.buyerTaxNumber,
        dueOn: dayAt(redAt),
        redLetterOf: billed,
      });
    }
    ledger.returned(deal, back, gross);
    return { at: redAt, amount: gross };
  });
}

/** What is open at each quarter's end, and on the last day of the files. */
function carryReceivables(
  world: World,
  invoices: readonly InvoiceDoc[],
  payments: readonly PaymentDoc[],
  credits: readonly { at: number; amount: number }[],
): void {
  const { span } = world;
  const invoice = invoices[0];
  if (!invoice) return;
  const billed = invoices.reduce((sum, i) => sum + i.gross, 0);
  for (let month: Month = monthOf(dayAt(invoice.at)); month <= span.last; month++) {
    if (month % 3 !== 2 && month !== span.last) continue;
    const asOf = Math.min(firstDay(month + 1) - 1, span.end);
    const moment = (asOf + 1) * 86_400 - 1;
    if (invoice.at > moment) continue;
    const settled = [...payments, ...credits]
      .filter((x) => x.at <= moment)
      .reduce((sum, x) => sum + x.amount, 0);
    const open = billed - settled;
    // Less than twenty yuan is rounding, and written off.
    if (open <= 2000) {
      const isDone = payments.every((p) => p.at <= moment) && credits.every((c) => c.at <= moment);
      if (isDone) return;
      continue;
    }
    world.outbox.put("receivable", { id: "", at: moment, tags: invoice.tags, invoice, open });
  }
}
