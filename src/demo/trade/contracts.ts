import { at, type Day, dayAt, dayOf, workdayFrom } from "../calendar.ts";
import type { ContractDoc, Deal } from "../documents.ts";
import { Dice } from "../random.ts";
import { type Customer, isDealer, ownerOn } from "../world/customers.ts";
import { directorOf, type World } from "../world/world.ts";
import { yearOf } from "./demand.ts";
import { officeTime } from "./office-hours.ts";

/** Dealers and hospitals buy under a yearly framework contract; it is signed when first needed in the year. */
export class Contracts {
  private readonly latest = new Map<Customer, ContractDoc>();
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  attach(deal: Deal): void {
    const { customer } = deal;
    if (!isDealer(customer) && customer.customerClass !== "医院") return;
    const day = dayAt(deal.orderedAt);
    const current = this.latest.get(customer);
    deal.contract = current && day <= current.endsOn ? current : this.sign(customer, day);
  }

  private sign(customer: Customer, day: Day): ContractDoc {
    const { world } = this;
    const year = yearOf(day);
    const dice = new Dice(world.seed, "contract", customer.key, year);
    const newYear = dayOf(year, 1, 1);
    const isOld = customer.buysFrom < newYear;
    const signedOn = workdayFrom(
      isOld ? Math.min(newYear + dice.whole(1, 24), day) : Math.min(customer.buysFrom, day),
    );
    const seller = ownerOn(customer, day);
    const signedAt = at(signedOn, dice.whole(9, 11), dice.whole(0, 59));
    const volume = customer.orderSize * customer.ordersAMonth * 13;
    const contract: ContractDoc = {
      id: "",
      at: signedAt,
      tags: [],
      name: `${customer.name}${year}年度${customer.customerClass === "医院" ? "医用耗材采购" : "经销"}合同`,
      customer,
      seller,
      startsOn: isOld ? newYear : signedOn,
      endsOn: dayOf(year, 12, 31),
      amount: Math.round(volume / 1_000_000) * 1_000_000,
      termsDays: customer.termsDays,
      terms: isDealer(customer)
        ? dice.pick(["按季度完成任务返利1%", "质量问题可退换", "按公司标准条款", "限约定区域内销售"])
        : dice.pick(["按中标目录价执行", "按公司标准条款", "送货至科室"]),
      approvedAt: officeTime(dice, workdayFrom(signedOn + 1 + dice.whole(0, 2))),
    };
    world.outbox.put("contract", contract);
    world.outbox.put("approval", {
      id: "",
      at: contract.approvedAt - dice.whole(600, 5400),
      tags: [],
      subjectKind: "合同",
      subject: contract,
      requestedBy: seller.id,
      approverId: directorOf(world, seller),
      decidedAt: contract.approvedAt,
      level: contract.amount >= 30_000_000 ? "销售副总" : "大区总监",
      amount: contract.amount,
      decision: "同意",
    });
    this.latest.set(customer, contract);
    return contract;
  }
}
