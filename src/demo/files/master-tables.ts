import { type Day, dayOf } from "../calendar.ts";
import {
  type CustomerClass,
  customerClasses,
  floorShare,
  listPriceOn,
  type Product,
} from "../world/catalogue.ts";
import { type Contact, type Customer, ownerOn } from "../world/customers.ts";
import type { Employee } from "../world/staff.ts";
import type { World } from "../world/world.ts";
import { column, dateOnly, day, type Table, time, yuan } from "./table.ts";

type EmployeeRow = { employee: Employee; end: Day };
export const employees: Table<EmployeeRow> = {
  file: "员工.csv",
  columns: [
    column("工号", ({ employee }) => employee.id),
    column("姓名", ({ employee }) => employee.name),
    column("部门", ({ employee }) => employee.department),
    column("大区", ({ employee }) => employee.region?.name),
    column("岗位", ({ employee }) => employee.title),
    column("直属上级", ({ employee }) => employee.managerId),
    column("手机号", ({ employee }) => employee.phone),
    column("邮箱", ({ employee }) => employee.email),
    column("家庭住址", ({ employee }) => employee.home.address),
    column("工资卡号", ({ employee }) => employee.bankAccount),
    column("入职日期", ({ employee }) => day(employee.hiredOn)),
    column("离职日期", ({ employee, end }) =>
      employee.leftOn !== undefined && employee.leftOn <= end ? day(employee.leftOn) : "",
    ),
    column("在职状态", ({ employee, end }) =>
      employee.leftOn !== undefined && employee.leftOn <= end ? "离职" : "在职",
    ),
  ],
};

type CustomerRow = { customer: Customer; end: Day };
export const customers: Table<CustomerRow> = {
  file: "客户.csv",
  style: { encoding: "utf-8-bom" },
  columns: [
    column("客户编号", ({ customer }) => customer.id),
    column("客户名称", ({ customer }) => customer.name),
    column("客户类别", ({ customer }) => customer.customerClass),
    column("省份", ({ customer }) => customer.place.city.province),
    column("城市", ({ customer }) => customer.place.city.name),
    column("详细地址", ({ customer }) => customer.address),
    column("联系电话", ({ customer }) => customer.phone, "blank"),
    column("邮箱", ({ customer }) => customer.email),
    column("联系人", ({ customer }) => customer.contacts[0]?.name),
    column("对公账号", ({ customer }) => customer.bankAccount),
    column("统一社会信用代码", ({ customer }) => customer.taxNumber),
    column("客户负责人", ({ customer, end }) => ownerOn(customer, end).id),
    column("信用额度", ({ customer }) => yuan(customer.creditLimit)),
    column("账期（天）", ({ customer }) => customer.termsDays),
    column("状态", ({ customer }) => customer.status),
    column("建档时间", ({ customer }) => time(customer.createdAt)),
    column("建档人", ({ customer }) => customer.createdBy),
    column("最后修改时间", ({ customer }) => time(customer.changed?.at)),
    column("最后修改人", ({ customer }) => customer.changed?.by),
  ],
};

type ContactRow = { contact: Contact; customer: Customer; number: number };
export const contacts: Table<ContactRow> = {
  file: "联系人.csv",
  columns: [
    column("联系人编号", ({ number }) => `LX${String(number).padStart(6, "0")}`),
    column("客户编号", ({ customer }) => customer.id),
    column("姓名", ({ contact }) => contact.name),
    column("职务", ({ contact }) => contact.title, "blank"),
    column("手机", ({ contact }) => contact.phone),
    column("邮箱", ({ contact }) => contact.email),
    column("创建时间", ({ customer }) => dateOnly(customer.createdAt)),
  ],
};
export function* contactRows(all: readonly Customer[]): Generator<ContactRow> {
  let number = 1000;
  for (const customer of all) {
    for (const contact of customer.contacts) yield { contact, customer, number: ++number };
  }
}

type ProductRow = { product: Product; end: Day };
/** First of the two sheets of 产品与价目表.xlsx. */
export const products: Table<ProductRow> = {
  file: "产品",
  columns: [
    column("产品编码", ({ product }) => product.id),
    column("产品名称", ({ product }) => product.name),
    column("产品线", ({ product }) => product.line),
    column("单位", ({ product }) => product.unit),
    column("标准价", ({ product, end }) => listPriceOn(product, end) / 100),
    column("成本", ({ product }) => product.cost / 100),
    column("上市日期", ({ product }) => day(product.launchedOn)),
    column("状态", () => "在售"),
  ],
};

interface PriceRow {
  readonly list: string;
  readonly product: Product;
  readonly customerClass: CustomerClass;
  readonly listPrice: number;
  readonly from: Day;
  readonly to: Day;
  readonly factor: number;
}
export const prices: Table<PriceRow> = {
  file: "价目表",
  columns: [
    column("价目表编号", ({ list }) => list),
    column("产品编码", ({ product }) => product.id),
    column("适用客户类别", ({ customerClass }) => customerClass),
    column("标准价", ({ listPrice }) => listPrice / 100),
    column("最低限价", (row) => Math.floor(row.listPrice * floorShare(row.customerClass) * row.factor) / 100),
    column("折扣上限", (row) => `${Math.round((1 - floorShare(row.customerClass) * row.factor) * 100)}%`),
    column("生效日期", ({ from }) => day(from)),
    column("失效日期", ({ to }) => day(to)),
  ],
};
/** One price list a year; a promotion is a list of its own for its weeks. */
export function* priceRows(world: World): Generator<PriceRow> {
  const { start, end, first, last } = world.span;
  for (let year = Math.floor(first / 12); year <= Math.floor(last / 12); year++) {
    for (const product of world.catalogue.products) {
      if (product.launchedOn > end) continue;
      const from = dayOf(year, 1, 1);
      for (const customerClass of customerClasses) {
        yield {
          list: `JM${year}`,
          product,
          customerClass,
          listPrice: listPriceOn(product, from),
          from,
          to: dayOf(year, 12, 31),
          factor: 1,
        };
      }
    }
  }
  for (const { line, from, to, factor } of world.catalogue.promotions) {
    if (to < start || from > end) continue;
    for (const product of world.catalogue.products.filter((p) => p.line === line && p.launchedOn <= from)) {
      for (const customerClass of customerClasses) {
        yield {
          list: `CX${String(from)}`,
          product,
          customerClass,
          listPrice: listPriceOn(product, from),
          from,
          to,
          factor,
        };
      }
    }
  }
}
