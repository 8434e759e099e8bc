import { at, type Day, type Moment, workdayFrom } from "../calendar.ts";
import type { Span } from "../options.ts";
import { Dice } from "../random.ts";
import { type CustomerClass, customerClasses, type Product } from "./catalogue.ts";
import { companyName, newAddress } from "./firms.ts";
import { corporateAccount, creditCode, deviceId, landline, mobileNumber } from "./identifiers.ts";
import { type PersonName, personName } from "./people.ts";
import type { City, Place } from "./places.ts";
import type { Seller } from "./staff.ts";

export interface Contact {
  readonly name: string;
  readonly title: string;
  phone: string;
  readonly email: string;
}

interface StandingOrder {
  readonly dayOfMonth: number;
  readonly lines: readonly { product: Product; quantity: number }[];
}

/** What the master file says (the mutable part is what people edit), and how the customer behaves. */
export interface Customer {
  /** Names its random streams; stays the same whoever else is opened. */
  readonly key: string;
  /** Given by `Register.number` in the order in which customers were opened. */
  id: string;
  name: string;
  readonly customerClass: CustomerClass;
  readonly place: Place;
  address: string;
  phone: string;
  readonly email: string;
  readonly contacts: Contact[];
  bankAccount: string;
  readonly taxNumber: string;
  owners: { from: Day; seller: Seller; tag?: string }[];
  creditLimit: number;
  termsDays: number;
  readonly createdAt: Moment;
  readonly createdBy: string;
  changed: { at: Moment; by: string } | undefined;
  status: string;

  readonly assortment: readonly { product: Product; weight: number }[];
  ordersAMonth: number;
  orderSize: number;
  /** Where in the class's price band this customer stands, 0 to 1. */
  readonly pricePosition: number;
  /** A yearly factor. */
  readonly trend: number;
  readonly buysFrom: Day;
  buysUntil: Day | undefined;
  /** Who pays for it, where that is someone else. */
  readonly paidFor: { readonly name: string; readonly account: string } | undefined;
  /** Median days between due and paid; negative pays early. */
  readonly paysLate: number;
  readonly deviceId: string;
  readonly standing: StandingOrder | undefined;
  reportsStock: boolean;
}

const shareOfClass: Record<CustomerClass, number> = {
  A级经销商: 0.15,
  B级经销商: 0.34,
  医院: 0.2,
  连锁药店: 0.16,
  诊所: 0.15,
};
/** Orders a month, median gross of an order in minor units, terms in days, median lateness in days. */
const habits: Record<CustomerClass, { orders: number; size: number; terms: number[]; late: number }> = {
  A级经销商: { orders: 4.9, size: 1_900_000, terms: [45, 60], late: 4 },
  B级经销商: { orders: 3, size: 900_000, terms: [30, 45], late: 6 },
  医院: { orders: 2.1, size: 1_150_000, terms: [90], late: 18 },
  连锁药店: { orders: 2.6, size: 480_000, terms: [45], late: 3 },
  诊所: { orders: 1.3, size: 210_000, terms: [30], late: 2 },
};
export const isDealer = (customer: Customer): boolean => customer.customerClass.endsWith("经销商");

export interface NewCustomer {
  readonly customerClass: CustomerClass;
  readonly seller: Seller;
  readonly city: City;
  readonly createdOn: Day;
  readonly buysFrom: Day;
  readonly place?: Place;
  readonly name?: string;
}

/** Opens customers one after the other; ids rise with the order of opening. */
export class Register {
  readonly all: Customer[] = [];
  private readonly names = new Set<string>();
  private readonly counts = new Map<Seller, number>();
  private readonly products: readonly Product[];

  constructor(products: readonly Product[]) {
    this.products = products;
  }

  open(dice: Dice, wish: NewCustomer): Customer {
    const { customerClass, seller, city } = wish;
    const count = (this.counts.get(seller) ?? 0) + 1;
    this.counts.set(seller, count);
    const mailHost = `c${dice.digits(5)}.example`;
    const habit = habits[customerClass];
    const name = wish.name ?? companyName(dice, customerClass, city, this.names);
    const place = wish.place ?? newAddress(dice, customerClass, city);
    const terms = dice.pick(habit.terms);
    const contacts = Array.from({ length: dice.whole(1, 3) }, (_, i) =>
      newContact(dice, customerClass, mailHost, i, personName(dice)),
    );
    const orderSize = dice.logNormal(habit.size, 0.45) * Math.sqrt(seller.skill);
    const ordersAMonth = dice.logNormal(habit.orders, 0.3) * Math.sqrt(seller.skill);
    const assortment = chooseAssortment(dice, this.products, customerClass);
    const customer: Customer = {
      key: `${seller.id}/${count}`,
      id: "",
      name,
      customerClass,
      place,
      address: place.address,
      phone: dice.chance(0.6) ? landline(dice, city) : (contacts[0]?.phone ?? mobileNumber(dice)),
      email: contacts[0]?.email ?? "",
      contacts,
      bankAccount: corporateAccount(dice),
      taxNumber: creditCode(dice, taxpayerKind(customerClass, name), city),
      owners: [{ from: 0, seller }],
      creditLimit: Math.max(
        2_000_000,
        Math.ceil((orderSize * ordersAMonth * (terms / 30 + 1.5)) / 5_000_000) * 5_000_000,
      ),
      termsDays: terms,
      createdAt: at(workdayFrom(wish.createdOn), dice.whole(9, 17), dice.whole(0, 59), dice.whole(0, 59)),
      createdBy: seller.id,
      changed: undefined,
      status: "正常",
      assortment,
      ordersAMonth,
      orderSize,
      pricePosition: Math.min(1, Math.max(0, dice.normal(0.5, 0.25))),
      trend: dice.logNormal(1.07, 0.18),
      buysFrom: wish.buysFrom,
      buysUntil: undefined,
      paysLate: dice.normal(habit.late, 6) + (dice.chance(0.05) ? dice.whole(30, 70) : 0),
      paidFor: dice.chance(0.02)
        ? {
            name: dice.chance(0.5)
              ? `${name.slice(0, 4)}控股集团有限公司`
              : `${city.name}${dice.pick(["中安", "汇融", "信达"])}供应链管理有限公司`,
            account: corporateAccount(dice),
          }
        : undefined,
      deviceId: deviceId(dice),
      standing: dice.chance(0.1) ? standingOrder(dice, assortment, orderSize) : undefined,
      reportsStock: customerClass.endsWith("经销商") && dice.chance(0.8),
    };
    this.all.push(customer);
    return customer;
  }

  /** Customer numbers rise with the day of opening; to be called once, when everybody is known. */
  number(dice: Dice): void {
    let number = 10_000;
    for (const customer of this.all.toSorted((a, b) => a.createdAt - b.createdAt)) {
      number += dice.whole(1, 3);
      customer.id = `C${number}`;
    }
  }
}

/** A sister company or branch: a customer code of its own, often at the elder's address or on its telephone. */
export function openBranch(
  register: Register,
  dice: Dice,
  elder: Customer,
  wish: { seller: Seller; createdOn: Day; isNextDoor: boolean },
): Customer {
  const district = dice.pick(elder.place.city.districts).replace(/区$/, "");
  return register.open(dice, {
    customerClass: elder.customerClass,
    seller: wish.seller,
    city: elder.place.city,
    createdOn: wish.createdOn,
    buysFrom: wish.createdOn + 6,
    ...(wish.isNextDoor ? { place: elder.place } : {}),
    name: elder.name.endsWith("有限公司")
      ? `${elder.name.slice(0, -4)}（${district}）有限公司`
      : `${elder.name}${dice.pick(["东院", "南院", "分院", "新区店"])}`,
  });
}

function taxpayerKind(customerClass: CustomerClass, name: string): "91" | "12" | "92" {
  if (customerClass === "医院") return "12";
  return customerClass === "诊所" && !name.endsWith("公司") ? "92" : "91";
}

function newContact(dice: Dice, kind: CustomerClass, mailHost: string, i: number, who: PersonName): Contact {
  const titles = {
    医院: ["设备科科长", "采购办主任", "护士长"],
    诊所: ["负责人", "院长", "护士长"],
    连锁药店: ["采购经理", "商品部主管", "门店店长"],
    A级经销商: ["总经理", "采购经理", "财务"],
    B级经销商: ["经理", "采购", "财务"],
  }[kind];
  return {
    name: who.name,
    title: titles[i] ?? "联系人",
    phone: mobileNumber(dice),
    email: `${who.latin}@${mailHost}`,
  };
}

function chooseAssortment(dice: Dice, products: readonly Product[], kind: CustomerClass) {
  const avoided = kind === "连锁药店" || kind === "诊所" ? "手术室耗材" : kind === "医院" ? "小型设备" : "";
  const open = products.filter((product) => product.line !== avoided);
  const favourite = dice.pick(open).line;
  const count = kind === "诊所" ? dice.whole(5, 10) : dice.whole(10, 26);
  const chosen = new Set<Product>();
  while (chosen.size < Math.min(count, open.length)) {
    chosen.add(dice.weighted(open, (p) => p.popularity * (p.line === favourite ? 3 : 1)));
  }
  return [...chosen].map((product, rank) => ({ product, weight: 1 / (rank + 1.5) }));
}

function standingOrder(
  dice: Dice,
  assortment: readonly { product: Product }[],
  orderSize: number,
): StandingOrder {
  const products = dice.some(assortment, dice.whole(2, 4)).map((entry) => entry.product);
  return {
    dayOfMonth: dice.whole(2, 25),
    lines: products.map((product) => ({
      product,
      quantity:
        Math.max(1, Math.round(orderSize / products.length / product.listPrice / product.pack)) *
        product.pack,
    })),
  };
}

/** The customers on the books when the files begin, and those won later. */
export function openCustomers(
  seed: number,
  register: Register,
  sellers: readonly Seller[],
  span: Span,
): void {
  const days = span.end - span.start;
  for (const seller of sellers) {
    const dice = new Dice(seed, "customers", seller.id);
    const isNew = seller.hiredOn > span.start;
    const count = isNew ? dice.whole(3, 5) : dice.whole(5, 9);
    for (let i = 0; i < count; i++) {
      const customerClass =
        i === 0 && !isNew ? dice.pick(["A级经销商", "B级经销商"] as const) : anyClass(dice);
      const isWonLater = isNew || dice.chance(0.17);
      const earliest = Math.max(span.start, seller.hiredOn);
      const createdOn = isWonLater
        ? earliest + dice.whole(5, Math.max(6, Math.round((span.end - earliest) * 0.85)))
        : span.start - dice.whole(40, 2400);
      const customer = register.open(dice, {
        customerClass,
        seller,
        city: dice.chance(0.7) ? seller.home.city : nearbyCity(dice, seller),
        createdOn,
        buysFrom: createdOn + dice.whole(3, 25),
      });
      if (!isWonLater && customerClass !== "诊所" && dice.chance(0.07)) {
        const branch = openBranch(register, dice, customer, {
          seller,
          createdOn: span.start - dice.whole(40, 900),
          isNextDoor: dice.chance(0.4),
        });
        if (dice.chance(0.5)) branch.phone = customer.phone;
      }
      if (!isWonLater && dice.chance((0.12 * days) / 365)) {
        customer.buysUntil = span.start + dice.whole(Math.round(days * 0.15), days);
      }
    }
  }
}

const anyClass = (dice: Dice): CustomerClass => dice.weighted(customerClasses, (c) => shareOfClass[c]);

const nearbyCity = (dice: Dice, seller: Seller): City => {
  const sameProvince = seller.region.cities.filter((c) => c.province === seller.home.city.province);
  return dice.pick(sameProvince.length > 1 ? sameProvince : seller.region.cities);
};

export function ownerOn(customer: Customer, day: Day): Seller {
  const owner = customer.owners.filter((o) => o.from <= day).at(-1) ?? customer.owners[0];
  if (!owner) throw new RangeError(`${customer.id} has no owner.`);
  return owner.seller;
}
