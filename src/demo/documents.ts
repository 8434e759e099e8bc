import type { Day, Moment, Month } from "./calendar.ts";
import type { Product } from "./world/catalogue.ts";
import type { Customer } from "./world/customers.ts";
import type { Seller } from "./world/staff.ts";

/** The id of the planted scheme or decoy that a document belongs to. */
type Tag = string;

/** A document has its number only once its month is closed, as numbers run in the order of time. */
export interface Doc {
  id: string;
  at: Moment;
  tags: readonly Tag[];
}

// Money in the demo company is a whole number of 分.

export interface DealLine {
  readonly product: Product;
  quantity: number;
  unitPrice: number;
  readonly listPrice: number;
}

export interface Shipment {
  shippedAt: Moment;
  deliveredAt: Moment;
  /** By line of the deal. */
  quantities: number[];
  signedBy: string;
  address: string;
  carrier: string;
  tracking: string;
}

interface Billing {
  at: Moment;
  /** Of the order's gross. */
  share: number;
  buyerName: string;
  buyerTaxNumber: string;
}

export interface Settlement {
  at: Moment;
  /** Of all that is billed for the deal. */
  share: number;
  payerName: string;
  payerAccount: string;
  method: string;
}

export interface GiveBack {
  at: Moment;
  /** By line of the deal; absent for a price adjustment, which has an amount instead. */
  quantities?: number[];
  amount?: number;
  reason: string;
}

/** An order together with all that will come of it; documents are written from it by `carryOut`. */
export interface Deal extends Doc {
  readonly customer: Customer;
  seller: Seller;
  orderedAt: Moment;
  readonly clerkId: string;
  approvedAt: Moment;
  lines: DealLine[];
  channel: string;
  termsDays: number;
  contract: ContractDoc | undefined;
  opportunity: OpportunityDoc | undefined;
  quote: QuoteDoc | undefined;
  receiver: { name: string; phone: string; address: string };
  deviceId: string;
  payerAccount: string;
  cancelledAt: Moment | undefined;
  shipments: Shipment[];
  billings: Billing[];
  payments: Settlement[];
  returns: GiveBack[];
  edits: Edit[];
  /** The invoice's due date was put off, by someone, some days before it fell due. */
  dueMoved: { by: string; days: number; before: number; reason: string } | undefined;
  /** Approved exceptions, by their name in the approval records. */
  specialApprovals: string[];
  isPaidBackOnReturn: boolean;
  /** False for goods that no end customer asked for: the dealer's sell-through does not follow them. */
  isWanted: boolean;
}

export interface Edit {
  at: Moment;
  by: string;
  field: string;
  from: string;
  to: string;
  reason: string;
}

export interface DeliveryDoc extends Doc {
  readonly deal: Deal;
  readonly shipment: Shipment;
}
export interface InvoiceDoc extends Doc {
  readonly deal: Deal;
  number: string;
  readonly gross: number;
  readonly buyerName: string;
  readonly buyerTaxNumber: string;
  readonly dueOn: Day;
  readonly redLetterOf: InvoiceDoc | undefined;
}
export interface PaymentDoc extends Doc {
  readonly deal: Deal;
  readonly invoice: InvoiceDoc | undefined;
  readonly amount: number;
  readonly settlement: Settlement;
}
export interface ReceivableDoc extends Doc {
  readonly invoice: InvoiceDoc;
  readonly open: number;
}
export interface CreditDoc extends Doc {
  readonly deal: Deal;
  readonly invoice: InvoiceDoc | undefined;
  readonly giveBack: GiveBack;
}
export interface ContractDoc extends Doc {
  readonly name: string;
  readonly customer: Customer;
  readonly seller: Seller;
  readonly startsOn: Day;
  readonly endsOn: Day;
  amount: number;
  termsDays: number;
  terms: string;
  readonly approvedAt: Moment;
}
export interface OpportunityDoc extends Doc {
  readonly name: string;
  readonly customer: Customer;
  readonly owner: Seller;
  stage: string;
  amount: number;
  expectedCloseOn: Day;
  closedAt: Moment | undefined;
  edits: Edit[];
}
export interface QuoteDoc extends Doc {
  readonly customer: Customer;
  readonly seller: Seller;
  readonly opportunity: OpportunityDoc | undefined;
  readonly amount: number;
  readonly status: string;
}
export interface VisitDoc extends Doc {
  readonly seller: Seller;
  customer: Customer;
  endedAt: Moment;
  longitude: number;
  latitude: number;
  address: string;
  distance: number;
  deviceId: string;
  deviceRisk: string;
  photo: string;
  notes: string;
}
export interface StockDoc extends Doc {
  readonly customer: Customer;
  readonly product: Product;
  readonly sellIn: number;
  readonly sellThrough: number;
  readonly stock: number;
}
export interface CommissionDoc extends Doc {
  readonly seller: Seller;
  readonly deal: Deal;
  readonly period: Month;
  readonly base: number;
  readonly rate: number;
  readonly paidOn: Day | undefined;
}
export interface ExpenseDoc extends Doc {
  readonly type: string;
  readonly employeeId: string;
  readonly customer: Customer | undefined;
  readonly deal: Deal | undefined;
  readonly amount: number;
  readonly payeeName: string;
  readonly payeeAccount: string;
  readonly description: string;
}
export interface TargetDoc extends Doc {
  readonly seller: Seller;
  readonly month: Month;
  readonly amount: number;
}
export interface ApprovalDoc extends Doc {
  readonly subjectKind: string;
  readonly subject: { readonly id: string };
  readonly requestedBy: string;
  readonly approverId: string;
  readonly decidedAt: Moment;
  readonly level: string;
  readonly amount: number;
  readonly decision: string;
}
export interface ComplaintDoc extends Doc {
  readonly customer: Customer;
  readonly deal: Deal | undefined;
  readonly product: Product | undefined;
  readonly employeeId: string;
  readonly channel: string;
  category: string;
  readonly rating: number | undefined;
  readonly description: string;
}
export interface ChangeDoc extends Doc {
  readonly subjectKind: string;
  readonly subject: { readonly id: string };
  readonly edit: Edit;
}

export interface DocOf {
  opportunity: OpportunityDoc;
  quote: QuoteDoc;
  contract: ContractDoc;
  order: Deal;
  delivery: DeliveryDoc;
  invoice: InvoiceDoc;
  payment: PaymentDoc;
  receivable: ReceivableDoc;
  "credit-note": CreditDoc;
  stock: StockDoc;
  commission: CommissionDoc;
  expense: ExpenseDoc;
  target: TargetDoc;
  approval: ApprovalDoc;
  complaint: ComplaintDoc;
  activity: VisitDoc;
  change: ChangeDoc;
}
export type DocKind = keyof DocOf;

export const grossOf = (deal: Deal): number =>
  deal.lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0);
/** Value-added tax of 13 % is included in gross. */
export const netOf = (gross: number): number => Math.round(gross / 1.13);
