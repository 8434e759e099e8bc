import { at, firstDay, type Month, workdaysOf } from "../calendar.ts";
import { type Deal, grossOf, netOf } from "../documents.ts";
import { Dice } from "../random.ts";
import { officeTime } from "../trade/office-hours.ts";
import { type Customer, isDealer } from "../world/customers.ts";
import { corporateAccount } from "../world/identifiers.ts";
import type { Seller } from "../world/staff.ts";
import type { World } from "../world/world.ts";

export interface Vendor {
  readonly name: string;
  readonly account: string;
}

/** The agencies and venues that the company's promotion money goes to. */
export function vendors(seed: number): readonly Vendor[] {
  const dice = new Dice(seed, "vendors");
  const kinds = ["广告有限公司", "会展服务有限公司", "文化传媒有限公司", "酒店管理有限公司", "印务有限公司"];
  return Array.from({ length: 24 }, () => ({
    name: `${dice.pick(["杭州", "上海", "成都", "广州", "武汉"])}${dice.pick([..."蓝青云海星橙锐盈启"])}${dice.pick([..."点图境合力帆航扬"])}${dice.pick(kinds)}`,
    account: corporateAccount(dice),
  }));
}

const claims = [
  {
    type: "差旅费",
    often: 2.2,
    median: 68_000,
    sigma: 0.6,
    text: ["客户拜访往返交通", "出差住宿", "高铁及市内交通", "自驾油费过路费"],
  },
  {
    type: "业务招待费",
    often: 0.9,
    median: 62_000,
    sigma: 0.5,
    text: ["客户工作餐", "客户接待用餐", "科室会议茶歇"],
  },
  { type: "样品费", often: 0.35, median: 40_000, sigma: 0.7, text: ["新品试用样品", "投标样品"] },
  {
    type: "市场推广费",
    often: 0.3,
    median: 320_000,
    sigma: 0.6,
    text: ["学术推广会", "门店陈列", "展会展位", "宣传物料"],
  },
  { type: "会议费", often: 0.12, median: 480_000, sigma: 0.5, text: ["经销商会议", "区域产品培训会"] },
] as const;

export function claimExpenses(
  world: World,
  seller: Seller,
  portfolio: readonly Customer[],
  month: Month,
  agencies: readonly Vendor[],
): void {
  const dice = new Dice(world.seed, "expenses", seller.id, month);
  for (const { type, often, median, sigma, text } of claims) {
    for (let count = dice.poisson(often); count > 0; count--) {
      const isBought = type === "市场推广费" || type === "会议费";
      const vendor = dice.pick(agencies);
      const isForCustomer = type !== "差旅费" && portfolio.length > 0;
      const amount = dice.logNormal(median, sigma);
      world.outbox.put("expense", {
        id: "",
        at: officeTime(dice, dice.pick(workdaysOf(month))),
        tags: [],
        type,
        employeeId: seller.id,
        customer: isForCustomer ? dice.pick(portfolio) : undefined,
        deal: undefined,
        amount:
          isBought && dice.chance(0.6) ? Math.round(amount / 10_000) * 10_000 : Math.round(amount / 10) * 10,
        payeeName: isBought ? vendor.name : seller.name,
        payeeAccount: isBought ? vendor.account : seller.bankAccount,
        description: dice.pick(text),
      });
    }
  }
}

/** Dealers get the contract's quarterly rebate on what they bought. */
export class Rebates {
  private readonly bought = new Map<Customer, number>();
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  count(deal: Deal): void {
    if (deal.cancelledAt !== undefined || !isDealer(deal.customer)) return;
    this.bought.set(deal.customer, (this.bought.get(deal.customer) ?? 0) + netOf(grossOf(deal)));
  }

  /** Paid in the second half of the quarter's first month. */
  settle(month: Month): void {
    if (month % 3 !== 0) return;
    for (const [customer, net] of this.bought) {
      const dice = new Dice(this.world.seed, "rebate", customer.key, month);
      if (net < 10_000_000 || !dice.chance(0.85)) continue;
      const day = firstDay(month) + dice.whole(14, 24);
      const owner = customer.owners.filter((o) => o.from <= day).at(-1)?.seller;
      this.world.outbox.put("expense", {
        id: "",
        at: at(day, dice.whole(9, 17), dice.whole(0, 59)),
        tags: [],
        type: "返利",
        employeeId: owner?.id ?? "",
        customer,
        deal: undefined,
        amount: Math.round((net * (net > 40_000_000 ? 0.015 : 0.01)) / 100) * 100,
        payeeName: customer.name,
        payeeAccount: customer.bankAccount,
        description: "季度任务返利",
      });
    }
    this.bought.clear();
  }
}
