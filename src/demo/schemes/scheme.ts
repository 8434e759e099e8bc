import type { Bilingual } from "../../platform/index.ts";
import type { Month } from "../calendar.ts";
import type { ComplaintDoc, Deal, DocKind, OpportunityDoc, VisitDoc } from "../documents.ts";
import type { Dice } from "../random.ts";
import type { Family, Form, Level } from "../truth.ts";
import type { Customer } from "../world/customers.ts";
import type { Seller } from "../world/staff.ts";
import type { World } from "../world/world.ts";

/** What one seller is about to do in a month; schemes add to it and change it before it is carried out. */
export interface SellerMonth {
  readonly seller: Seller;
  readonly portfolio: readonly Customer[];
  /** Net, in minor units. */
  readonly target: number;
  deals: Deal[];
  visits: VisitDoc[];
  opportunities: OpportunityDoc[];
  feedback: ComplaintDoc[];
}

export interface MonthDraft {
  readonly month: Month;
  readonly sellers: ReadonlyMap<Seller, SellerMonth>;
}

export type Act = (draft: MonthDraft, mine: SellerMonth) => void;

/** What a scheme has to work with when it is set up, before the first month. */
export interface Stage {
  readonly world: World;
  readonly seller: Seller;
  readonly form: Form;
  readonly dice: Dice;
  readonly tag: string;
  /** Months in which it may act; the last is kept free, so that what follows can be seen. */
  readonly months: readonly Month[];
  /** The seller's own customers that no other scheme uses, the largest first. */
  readonly customers: readonly Customer[];
  /** Names a customer as part of the scheme. */
  claim(customer: Customer): Customer;
}

export interface Pattern {
  readonly pattern: string;
  readonly family: Family;
  readonly level: Level;
  /** The records that show it; only their ids go into the truth. */
  readonly shows: readonly DocKind[];
  readonly fewestMonths: number;
  readonly story: Readonly<Record<Form, Bilingual>>;
  /** Undefined where this seller has not what it takes. */
  plant(stage: Stage): Act | undefined;
}

export interface DecoyPattern {
  readonly resembles: Family;
  readonly shows: readonly DocKind[];
  readonly story: Bilingual;
  plant(stage: Omit<Stage, "form">): Act | undefined;
}
