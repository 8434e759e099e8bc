import { at, dayAt, firstDay, lastDay, type Month, workdayFrom } from "../calendar.ts";
import type { Edit } from "../documents.ts";
import { Dice } from "../random.ts";
import { officeTime } from "../trade/office-hours.ts";
import type { Customer } from "../world/customers.ts";
import { ownerOn } from "../world/customers.ts";
import { mobileNumber } from "../world/identifiers.ts";
import { directorOf, type World } from "../world/world.ts";

export function recordChange(
  world: World,
  customer: Customer,
  edit: Edit,
  tags: readonly string[] = [],
): void {
  if (dayAt(edit.at) > world.span.end) return;
  world.outbox.put("change", { id: "", at: edit.at, tags, subjectKind: "客户", subject: customer, edit });
  if (!customer.changed || edit.at > customer.changed.at) customer.changed = { at: edit.at, by: edit.by };
}

/** Hand-overs, corrected telephones, and the yearly credit review in March: the honest life of a master file. */
export function keepMasterFile(world: World, month: Month): void {
  const dice = new Dice(world.seed, "master", month);
  const [clerk] = world.staff.clerks;
  const [accountant] = world.staff.finance;
  if (!clerk || !accountant) return;
  for (const customer of world.register.all) {
    if (dayAt(customer.createdAt) > firstDay(month)) continue;
    handOver(world, customer, month, clerk.id);
    if (dice.chance(0.01)) {
      const contact = customer.contacts[0];
      const from = customer.phone;
      customer.phone = mobileNumber(dice);
      if (contact && dice.chance(0.5)) contact.phone = customer.phone;
      const when = officeTime(dice, workdayFrom(firstDay(month) + dice.whole(0, 24)));
      recordChange(world, customer, {
        at: when,
        by: ownerOn(customer, dayAt(when)).id,
        field: "电话",
        from,
        to: customer.phone,
        reason: "客户更换号码",
      });
    }
    if (dice.chance(0.003)) raiseForASeason(world, dice, customer, month, accountant.id);
    if (month % 12 === 2 && dice.chance(0.22)) {
      const from = customer.creditLimit;
      customer.creditLimit = Math.max(
        2_000_000,
        Math.round((from * dice.pick([0.8, 1.2, 1.2, 1.3, 1.5])) / 1_000_000) * 1_000_000,
      );
      if (customer.creditLimit === from) continue;
      recordChange(world, customer, {
        at: officeTime(dice, workdayFrom(firstDay(month) + dice.whole(9, 16))),
        by: accountant.id,
        field: "信用额度",
        from: (from / 100).toFixed(2),
        to: (customer.creditLimit / 100).toFixed(2),
        reason: "年度授信复核",
      });
    }
  }
}

/** A larger limit for a tender or a promotion, approved, and taken back some weeks later. */
function raiseForASeason(world: World, dice: Dice, customer: Customer, month: Month, by: string) {
  const usual = customer.creditLimit;
  const raised = Math.round((usual * 1.5) / 1_000_000) * 1_000_000;
  const day = firstDay(month) + dice.whole(0, 20);
  const limit = (on: number, from: number, to: number) =>
    recordChange(world, customer, {
      at: officeTime(dice, workdayFrom(on)),
      by,
      field: "信用额度",
      from: (from / 100).toFixed(2),
      to: (to / 100).toFixed(2),
      reason: "临时提额，已审批",
    });
  limit(day, usual, raised);
  limit(day + dice.whole(20, 45), raised, usual);
}

function handOver(world: World, customer: Customer, month: Month, clerkId: string) {
  customer.owners.forEach((owner, i) => {
    const before = customer.owners[i - 1];
    if (!before || owner.from < firstDay(month) || owner.from > lastDay(month)) return;
    recordChange(
      world,
      customer,
      {
        at: at(owner.from, 17, i % 60, customer.contacts.length),
        by: before.seller.leftOn === owner.from ? clerkId : directorOf(world, owner.seller),
        field: "负责人",
        from: before.seller.id,
        to: owner.seller.id,
        reason: "离职交接",
      },
      owner.tag ? [owner.tag] : [],
    );
  });
}
