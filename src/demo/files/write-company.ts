import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CreditDoc, Deal, DeliveryDoc, DocKind } from "../documents.ts";
import { type CompanyOptions, spanOf } from "../options.ts";
import type { Batch } from "../outbox.ts";
import { Dice } from "../random.ts";
import { type Masters, simulate } from "../simulate.ts";
import { type Slip, type Truth, truthPath, type WrittenTruth } from "../truth.ts";
import { CsvFile } from "./csv-file.ts";
import { creditRows, credits, deliveries, deliveryRows, linesOf, orderLines, orders } from "./deal-tables.ts";
import * as documents from "./document-tables.ts";
import { contactRows, contacts, customers, employees } from "./master-tables.ts";
import { readMe } from "./read-me.ts";
import type { Table } from "./table.ts";
import { workbookFile, writeWorkbook } from "./workbook.ts";

export interface WrittenFiles {
  readonly folder: string;
  readonly truth: string;
  /** Rows without the header, by file name. */
  readonly rows: Readonly<Record<string, number>>;
}

// The files' plain tables; orders, deliveries and credit notes have several rows a document and stand apart.
const plain = {
  opportunity: documents.opportunities,
  quote: documents.quotes,
  contract: documents.contracts,
  invoice: documents.invoices,
  payment: documents.payments,
  receivable: documents.receivables,
  stock: documents.stocks,
  commission: documents.commissions,
  expense: documents.expenses,
  target: documents.targets,
  approval: documents.approvals,
  complaint: documents.complaints,
  activity: documents.visits,
  change: documents.changes,
} satisfies Partial<Record<DocKind, unknown>>;

/** Streams the company into the folder; only the months that are still open are in memory. */
export async function writeCompany(folder: string, options: CompanyOptions): Promise<WrittenFiles> {
  const span = spanOf(options);
  await mkdir(dirname(truthPath(folder)), { recursive: true });
  const shelf = new Shelf(folder, options.seed);
  await shelf.openAll();
  const end = (span.end + 1) * 86_400;
  const parts = simulate(options);
  let part = parts.next();
  let sheetRows = 0;
  while (!part.done) {
    if (part.value.kind === "masters") sheetRows = await writeMasters(shelf, folder, part.value, end);
    else await writeBatch(shelf, part.value, end);
    part = parts.next();
  }
  const truth: Truth = part.value;
  const slips = await shelf.close();
  const written: WrittenTruth = { ...truth, slips };
  await writeFile(truthPath(folder), `${JSON.stringify(written, null, 1)}\n`);
  await writeFile(join(folder, "说明.md"), readMe(span));
  return { folder, truth: truthPath(folder), rows: { ...shelf.rows(), [workbookFile]: sheetRows } };
}

async function writeBatch(shelf: Shelf, batch: Batch, end: number): Promise<void> {
  switch (batch.kind) {
    case "order":
      for (const deal of batch.docs as readonly Deal[]) {
        await shelf.add(orders, { deal, end });
        for (const row of linesOf(deal)) await shelf.add(orderLines, row);
      }
      return;
    case "delivery":
      for (const delivery of batch.docs as readonly DeliveryDoc[]) {
        for (const row of deliveryRows(delivery, end)) await shelf.add(deliveries, row);
      }
      return;
    case "credit-note":
      for (const credit of batch.docs as readonly CreditDoc[]) {
        for (const row of creditRows(credit)) await shelf.add(credits, row);
      }
      return;
    default: {
      // Kind and document belong together by construction of the outbox.
      const table = plain[batch.kind] as Table<unknown>;
      for (const doc of batch.docs) await shelf.add(table, doc);
    }
  }
}

async function writeMasters(shelf: Shelf, folder: string, { world }: Masters, end: number): Promise<number> {
  const day = end / 86_400 - 1;
  for (const employee of world.staff.everybody) {
    if (employee.hiredOn <= day) await shelf.add(employees, { employee, end: day });
  }
  const known = world.register.all.filter((customer) => customer.createdAt < end);
  for (const customer of known) await shelf.add(customers, { customer, end: day });
  for (const row of contactRows(known)) await shelf.add(contacts, row);
  return writeWorkbook(folder, world);
}

/** The open files of a company, by table. */
class Shelf {
  private readonly files = new Map<Table<never>, CsvFile<never>>();
  private readonly folder: string;
  private readonly seed: number;

  constructor(folder: string, seed: number) {
    this.folder = folder;
    this.seed = seed;
  }

  async openAll(): Promise<void> {
    const tables = [
      employees,
      customers,
      contacts,
      orders,
      orderLines,
      deliveries,
      credits,
      ...Object.values(plain),
    ];
    for (const table of tables as readonly Table<never>[]) {
      this.files.set(
        table,
        await CsvFile.create(this.folder, table, new Dice(this.seed, "slips", table.file)),
      );
    }
  }

  async add<Row>(table: Table<Row>, row: Row): Promise<void> {
    const file = this.files.get(table as Table<never>) as CsvFile<Row> | undefined;
    await file?.add(row);
  }

  rows(): Record<string, number> {
    return Object.fromEntries([...this.files].map(([table, file]) => [table.file, file.rows]));
  }

  async close(): Promise<Slip[]> {
    const slips: Slip[] = [];
    for (const file of this.files.values()) {
      await file.close();
      slips.push(...file.slips);
    }
    return slips;
  }
}
