import { dateParts } from "../calendar.ts";
import { type CompanyOptions, type Span, spanOf } from "../options.ts";
import { Outbox } from "../outbox.ts";
import { Dice } from "../random.ts";
import { type Catalogue, createCatalogue } from "./catalogue.ts";
import { type Customer, openCustomers, ownerOn, Register } from "./customers.ts";
import { hireStaff, type Seller, type Staff } from "./staff.ts";

export interface World {
  readonly seed: number;
  readonly span: Span;
  readonly staff: Staff;
  readonly catalogue: Catalogue;
  readonly register: Register;
  readonly outbox: Outbox;
}

export function createWorld(options: CompanyOptions): World {
  const span = spanOf(options);
  const { seed } = options;
  const staff = hireStaff(seed, options.sellers, span);
  const catalogue = createCatalogue(new Dice(seed, "catalogue"), dateParts(span.start).year, span.start);
  const register = new Register(catalogue.products.filter((product) => product.launchedOn < span.start));
  openCustomers(seed, register, staff.sellers, span);
  handOver(seed, register.all, staff, span);
  return { seed, span, staff, catalogue, register, outbox: new Outbox(span) };
}

/** Who leaves gives each customer to a colleague of the region. */
function handOver(seed: number, customers: readonly Customer[], staff: Staff, span: Span) {
  for (const leaver of staff.sellers) {
    if (leaver.leftOn === undefined || leaver.leftOn > span.end) continue;
    const day = leaver.leftOn;
    const dice = new Dice(seed, "hand-over", leaver.id);
    const stays = (seller: Seller) =>
      seller.leftOn === undefined && seller.hiredOn < day && seller !== leaver;
    const sameRegion = staff.sellers.filter((s) => stays(s) && s.region === leaver.region);
    const heirs = sameRegion.length > 0 ? sameRegion : staff.sellers.filter(stays);
    if (heirs.length === 0) continue;
    for (const customer of customers) {
      if (ownerOn(customer, day) === leaver) customer.owners.push({ from: day, seller: dice.pick(heirs) });
    }
  }
}

export const directorOf = (world: World, seller: Seller): string =>
  world.staff.directors.get(seller.region.name)?.id ?? world.staff.vicePresident.id;
