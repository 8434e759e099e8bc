import type { Month } from "../calendar.ts";
import { Dice } from "../random.ts";
import { portfolios } from "../trade/demand.ts";
import { type Decoy, type Form, forms, type LeftOut, type PlantedScheme } from "../truth.ts";
import { type Customer, ownerOn } from "../world/customers.ts";
import type { Seller } from "../world/staff.ts";
import type { World } from "../world/world.ts";
import { decoyPatterns } from "./decoys.ts";
import { patterns } from "./patterns.ts";
import type { Act, DecoyPattern, Pattern, Stage } from "./scheme.ts";

interface Planted {
  readonly tag: string;
  readonly seller: Seller;
  readonly customers: Customer[];
  readonly act: Act;
  readonly shows: ReadonlySet<string>;
  /** Filled as months are closed. */
  readonly documents: string[];
}
interface PlantedPattern extends Planted {
  readonly pattern: Pattern;
  readonly form: Form;
}
interface PlantedDecoy extends Planted {
  readonly decoy: DecoyPattern;
}

export interface Plan {
  readonly schemes: readonly PlantedPattern[];
  readonly decoys: readonly PlantedDecoy[];
  readonly leftOut: readonly LeftOut[];
}

const tooFewSellers = { zh: "销售员太少，安排不下。", en: "Too few sellers to place it." };
const tooFewMonths = { zh: "月份太少，手法来不及展开。", en: "Too few months for it to unfold." };
const noOpening = { zh: "没有条件合适的销售员或客户。", en: "No seller or customer that it fits." };

/**
 * At most a third of the sellers cheat; one cheats obviously or subtly, never both, with at most two schemes.
 * A form is carried out by other people than its counterpart.
 */
export function makePlan(world: World): Plan {
  const { staff, span, seed } = world;
  const dice = new Dice(seed, "plan");
  const owned = portfolios(world, span.end);
  const isSteady = (s: Seller) =>
    s.hiredOn < span.start && s.leftOn === undefined && (owned.get(s)?.length ?? 0) >= 4;
  const steady = dice.shuffled(staff.sellers.filter(isSteady));
  const copies = Math.max(1, Math.floor(staff.sellers.length / 120));
  const each = Math.min(
    patterns.length * copies,
    Math.max(1, Math.floor(staff.sellers.length / 6)),
    Math.floor(steady.length / 2),
  );
  const claimed = new Set<Customer>();
  const schemes: PlantedPattern[] = [];
  const leftOut: LeftOut[] = [];
  const order = staff.sellers.length < 60 ? dice.shuffled(patterns) : patterns;
  const wished = Array.from({ length: copies }, () => order).flat();
  const pools: Record<Form, Place[]> = {
    obvious: steady.slice(0, each).map((seller) => ({ seller, schemes: 0 })),
    subtle: steady.slice(each, each * 2).map((seller) => ({ seller, schemes: 0 })),
  };
  for (const pattern of wished) {
    for (const form of forms) {
      if (span.months < pattern.fewestMonths) {
        leftOut.push({ pattern: pattern.pattern, form, why: tooFewMonths });
        continue;
      }
      const tag = `P${String(schemes.length + 1).padStart(2, "0")}`;
      const free = pools[form].filter((p) => p.schemes < 2);
      const planted = plantWith(
        world,
        claimed,
        free,
        (seat) => {
          const act = pattern.plant({ ...seat, form, tag });
          return act && { ...seat, pattern, form, act, tag };
        },
        tag,
      );
      if (planted) schemes.push({ ...planted, shows: new Set(pattern.shows), documents: [] });
      else
        leftOut.push({ pattern: pattern.pattern, form, why: free.length === 0 ? tooFewSellers : noOpening });
    }
  }
  const cheats = new Set(schemes.map((scheme) => scheme.seller));
  const honest = steady.filter((seller) => !cheats.has(seller)).map((seller) => ({ seller, schemes: 0 }));
  const decoys: PlantedDecoy[] = [];
  for (const decoy of decoyPatterns) {
    const tag = `D${String(decoys.length + 1).padStart(2, "0")}`;
    const planted = plantWith(
      world,
      claimed,
      honest.filter((p) => p.schemes < 2),
      (seat) => {
        const act = decoy.plant({ ...seat, tag });
        return act && { ...seat, decoy, act, tag };
      },
      tag,
    );
    if (planted) decoys.push({ ...planted, shows: new Set(decoy.shows), documents: [] });
  }
  return { schemes, decoys, leftOut };
}

interface Place {
  readonly seller: Seller;
  schemes: number;
}
type Seat = Omit<Stage, "form" | "tag"> & { readonly claimedHere: Customer[] };

/** Tries the sellers with the fewest schemes first. */
function plantWith<T extends { seller: Seller; claimedHere: Customer[] }>(
  world: World,
  claimed: Set<Customer>,
  places: readonly Place[],
  attempt: (seat: Seat) => T | undefined,
  tag: string,
): (T & { customers: Customer[] }) | undefined {
  const { span, seed, register } = world;
  const months: Month[] = Array.from({ length: span.months - 1 }, (_, i) => span.first + i);
  for (const place of [...places].sort((a, b) => a.schemes - b.schemes)) {
    const { seller } = place;
    const claimedHere: Customer[] = [];
    const seat: Seat = {
      world,
      seller,
      dice: new Dice(seed, "scheme", tag, seller.id),
      months,
      customers: register.all
        .filter(
          (c) =>
            ownerOn(c, span.end) === seller &&
            c.owners.length === 1 &&
            c.buysFrom < span.start &&
            c.buysUntil === undefined &&
            !claimed.has(c),
        )
        .sort((a, b) => b.ordersAMonth * b.orderSize - a.ordersAMonth * a.orderSize),
      claimedHere,
      claim(customer) {
        claimed.add(customer);
        claimedHere.push(customer);
        return customer;
      },
    };
    const planted = attempt(seat);
    if (planted) {
      place.schemes += 1;
      return { ...planted, customers: claimedHere };
    }
    for (const customer of claimedHere) claimed.delete(customer);
  }
  return undefined;
}

const ids = (customers: readonly Customer[]) => customers.map((customer) => customer.id);
const hasTrace = ({ documents }: Planted) => documents.length > 0;

/** To be read when the last month is closed: what left no document in so short a history was not planted. */
export function asTruth(plan: Plan): {
  schemes: PlantedScheme[];
  decoys: Decoy[];
  leftOut: LeftOut[];
} {
  const schemes = plan.schemes
    .filter(hasTrace)
    .map(({ tag, pattern, form, seller, customers, documents }) => ({
      id: tag,
      pattern: pattern.pattern,
      family: pattern.family,
      form,
      level: pattern.level,
      seller: seller.id,
      customers: ids(customers),
      documents,
      story: pattern.story[form],
    }));
  const decoys = plan.decoys.filter(hasTrace).map(({ tag, decoy, seller, customers, documents }) => ({
    id: tag,
    resembles: decoy.resembles,
    seller: seller.id,
    customers: ids(customers),
    documents,
    story: decoy.story,
  }));
  const traceless = plan.schemes
    .filter((planted) => !hasTrace(planted))
    .map(({ pattern, form }) => ({ pattern: pattern.pattern, form, why: tooFewMonths }));
  return { schemes, decoys, leftOut: [...plan.leftOut, ...traceless] };
}
