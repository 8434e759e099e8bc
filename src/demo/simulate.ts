import { at, dateParts, dayAt, dayText, firstDay, lastDay, type Month } from "./calendar.ts";
import type { InvoiceDoc } from "./documents.ts";
import { claimExpenses, Rebates, vendors } from "./field/expenses.ts";
import { draftFeedback } from "./field/feedback.ts";
import { keepMasterFile } from "./field/master-changes.ts";
import { draftPipeline, putOpportunity } from "./field/pipeline.ts";
import { draftVisits } from "./field/visits.ts";
import type { CompanyOptions } from "./options.ts";
import type { Batch } from "./outbox.ts";
import { Dice } from "./random.ts";
import { asTruth, makePlan, type Plan } from "./schemes/plan.ts";
import type { MonthDraft, SellerMonth } from "./schemes/scheme.ts";
import { carryOut } from "./trade/carry-out.ts";
import { Contracts } from "./trade/contracts.ts";
import { draftOrders, expectedSales, portfolios } from "./trade/demand.ts";
import { Ledger, targetKey } from "./trade/ledger.ts";
import type { Truth } from "./truth.ts";
import { invoiceNumber } from "./world/identifiers.ts";
import { activeIn, type Seller } from "./world/staff.ts";
import { createWorld, type World } from "./world/world.ts";

/** The files as they stand on the last day; what people have edited is as edited. */
export interface Masters {
  readonly kind: "masters";
  readonly world: World;
}

/** A month is closed two months after it was drafted: quotes and opportunities are older than their orders. */
const lag = 2;

/** Month by month: the company's documents, then its master files; the return value is the truth about them. */
export function* simulate(options: CompanyOptions): Generator<Batch | Masters, Truth> {
  const world = createWorld(options);
  const plan = makePlan(world);
  world.register.number(new Dice(world.seed, "customer numbers"));
  const books = {
    ledger: new Ledger(world),
    contracts: new Contracts(world),
    rebates: new Rebates(world),
    agencies: vendors(world.seed),
    invoiceNumbers: new Map<string, number>(),
  };
  const { first, last } = world.span;
  let orders = 0;
  for (let month = first; month <= last; month++) {
    const draft = draftMonth(world, books, month);
    for (const planted of [...plan.schemes, ...plan.decoys]) {
      const mine = draft.sellers.get(planted.seller);
      if (mine) planted.act(draft, mine);
    }
    carryOutMonth(world, books, draft);
    for (const mine of draft.sellers.values()) orders += mine.deals.length;
    if (month - lag >= first) yield* closeMonth(world, books, plan, month - lag);
  }
  for (let month = Math.max(first, last - lag + 1); month <= last; month++) {
    yield* closeMonth(world, books, plan, month);
  }
  yield { kind: "masters", world };
  return {
    seed: options.seed,
    months: options.months,
    sellers: world.staff.sellers.map((seller) => seller.id),
    customers: world.register.all.length,
    orders,
    startsOn: dayText(world.span.start),
    endsOn: dayText(world.span.end),
    ...asTruth(plan),
  };
}

interface Books {
  readonly ledger: Ledger;
  readonly contracts: Contracts;
  readonly rebates: Rebates;
  readonly agencies: ReturnType<typeof vendors>;
  /** Running number of the last 发票 of a legal entity in a year. */
  readonly invoiceNumbers: Map<string, number>;
}

function draftMonth(world: World, books: Books, month: Month): MonthDraft {
  keepMasterFile(world, month);
  books.rebates.settle(month);
  const orders = draftOrders(world, month);
  const owned = portfolios(world, lastDay(month));
  const sellers = new Map<Seller, SellerMonth>();
  for (const seller of world.staff.sellers) {
    const deals = orders.get(seller) ?? [];
    if (deals.length === 0 && !activeIn(seller, month)) continue;
    const portfolio = (owned.get(seller) ?? []).filter((c) => c.createdAt < at(firstDay(month), 0));
    const target = setTarget(world, books.ledger, seller, month, portfolio);
    const isActive = activeIn(seller, month);
    if (isActive)
      claimExpenses(
        world,
        seller,
        portfolio.filter((c) => c.ordersAMonth > 0),
        month,
        books.agencies,
      );
    sellers.set(seller, {
      seller,
      portfolio,
      target,
      deals,
      visits: isActive ? draftVisits(world, seller, portfolio, month) : [],
      opportunities: draftPipeline(world, seller, {
        month,
        deals,
        portfolio: portfolio.filter((c) => c.ordersAMonth > 0),
      }),
      feedback: draftFeedback(world, deals),
    });
  }
  return { month, sellers };
}

function setTarget(
  world: World,
  ledger: Ledger,
  seller: Seller,
  month: Month,
  portfolio: SellerMonth["portfolio"],
): number {
  if (!activeIn(seller, month)) return 0;
  const dice = new Dice(world.seed, "target", seller.id, month);
  const planned = (expectedSales(world, portfolio, month) / 1.13) * dice.normal(1, 0.08);
  const amount = Math.max(6_000_000, Math.round(planned / 1_000_000) * 1_000_000);
  ledger.targets.set(targetKey(seller, month), amount);
  world.outbox.put("target", { id: "", at: at(firstDay(month), 9), tags: [], seller, month, amount });
  return amount;
}

function carryOutMonth(world: World, books: Books, draft: MonthDraft): void {
  for (const mine of draft.sellers.values()) {
    for (const deal of mine.deals) {
      if (!deal.contract) books.contracts.attach(deal);
      if (deal.quote) world.outbox.put("quote", deal.quote);
      books.rebates.count(deal);
      carryOut(world, books.ledger, deal);
    }
    for (const visit of mine.visits) world.outbox.put("activity", visit);
    for (const opportunity of mine.opportunities) putOpportunity(world, opportunity);
    for (const received of mine.feedback) world.outbox.put("complaint", received);
  }
}

function* closeMonth(world: World, books: Books, plan: Plan, month: Month): Generator<Batch> {
  books.ledger.closeMonth(month);
  // Backdated documents name orders that are entered in the month after.
  world.outbox.number(month + 1, "order");
  const byTag = new Map([...plan.schemes, ...plan.decoys].map((planted) => [planted.tag, planted]));
  for (const batch of world.outbox.close(month)) {
    for (const doc of batch.docs) {
      for (const tag of doc.tags) {
        const planted = byTag.get(tag);
        if (planted?.shows.has(batch.kind)) planted.documents.push(doc.id);
      }
    }
    if (batch.kind === "invoice") numberInvoices(books, batch.docs as readonly InvoiceDoc[]);
    yield batch;
  }
}

function numberInvoices(books: Books, invoices: readonly InvoiceDoc[]): void {
  for (const invoice of invoices) {
    const year = dateParts(dayAt(invoice.at)).year;
    const entity = invoice.deal.seller.region.legalEntity;
    const next = (books.invoiceNumbers.get(`${entity}/${year}`) ?? 100_000) + 1;
    books.invoiceNumbers.set(`${entity}/${year}`, next);
    invoice.number = invoiceNumber(year, entity, next);
  }
}
