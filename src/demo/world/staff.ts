import { type Day, dayText, lastDay, type Month, monthOf, workdayFrom } from "../calendar.ts";
import type { Span } from "../options.ts";
import { Dice } from "../random.ts";
import { cardNumber, deviceId, mobileNumber } from "./identifiers.ts";
import { personName } from "./people.ts";
import { type City, compounds, type Place, type Region, regions } from "./places.ts";

export interface Employee {
  readonly id: string;
  readonly name: string;
  readonly department: string;
  readonly region: Region | undefined;
  readonly title: string;
  readonly managerId: string;
  readonly phone: string;
  readonly email: string;
  readonly home: Place;
  readonly compound: string;
  readonly bankAccount: string;
  readonly hiredOn: Day;
  readonly leftOn: Day | undefined;
}

export interface Seller extends Employee {
  readonly region: Region;
  /** 1 is usual. */
  readonly skill: number;
  /** How hard the last days of a month are worked; 1 is usual, everybody's is above 0.4. */
  readonly push: number;
  readonly devices: readonly { from: Day; id: string }[];
  readonly managerId: string;
}

export interface Staff {
  readonly sellers: readonly Seller[];
  readonly directors: ReadonlyMap<string, Employee>;
  readonly vicePresident: Employee;
  readonly clerks: readonly Employee[];
  readonly finance: readonly Employee[];
  readonly everybody: readonly Employee[];
}

export function activeIn(seller: Seller, month: Month): boolean {
  return (
    seller.hiredOn <= lastDay(month) - 8 && (seller.leftOn === undefined || monthOf(seller.leftOn) > month)
  );
}

export const deviceOn = (seller: Seller, day: Day): string =>
  seller.devices.filter((device) => device.from <= day).at(-1)?.id ?? "";

export function hireStaff(seed: number, sellers: number, span: Span): Staff {
  const dice = new Dice(seed, "staff");
  let number = 0;
  const hire = (post: {
    department: string;
    title: string;
    region?: Region;
    managerId: string;
    city: City;
    hiredOn: Day;
    leftOn?: Day | undefined;
  }): Employee => {
    number += 1;
    const id = `HL${dayText(post.hiredOn).slice(2, 4)}${String(number).padStart(4, "0")}`;
    const { name, latin } = personName(dice);
    const compound = dice.pick(compounds);
    const district = dice.pick(post.city.districts);
    return {
      id,
      name,
      department: post.department,
      title: post.title,
      region: post.region,
      managerId: post.managerId,
      phone: mobileNumber(dice),
      email: `${latin}${String(number).padStart(3, "0")}@henglan.example`,
      home: {
        city: post.city,
        address: `${post.city.name}市${district}${compound}${dice.whole(1, 28)}幢${dice.whole(1, 3)}单元${dice.whole(1, 24)}0${dice.whole(1, 4)}室`,
        longitude: post.city.longitude + dice.normal(0, 0.04),
        latitude: post.city.latitude + dice.normal(0, 0.03),
      },
      compound: `${post.city.name}市${district}${compound}`,
      bankAccount: cardNumber(dice),
      hiredOn: post.hiredOn,
      leftOn: post.leftOn,
    };
  };
  const before = () => workdayFrom(span.start - dice.whole(200, 3200));
  const seat = regions[0]?.cities[0] as City;
  const vicePresident = hire({
    department: "销售中心",
    title: "销售副总经理",
    managerId: "",
    city: seat,
    hiredOn: before(),
  });
  const served = regions.slice(0, Math.max(1, Math.min(regions.length, Math.round(sellers / 8))));
  const directors = new Map(
    served.map((region) => [
      region.name,
      hire({
        department: region.name,
        title: "大区总监",
        region,
        managerId: vicePresident.id,
        city: region.cities[0] as City,
        hiredOn: before(),
      }),
    ]),
  );
  const office = (count: number, department: string, title: string) =>
    Array.from({ length: count }, () =>
      hire({ department, title, managerId: vicePresident.id, city: seat, hiredOn: before() }),
    );
  const clerks = office(Math.max(2, Math.ceil(sellers / 12)), "销售支持部", "商务专员");
  const finance = office(Math.max(2, Math.ceil(sellers / 25)), "财务部", "应收会计");
  const warehouse = office(Math.max(2, Math.ceil(sellers / 25)), "物流部", "仓储主管");

  const people = Array.from({ length: sellers }, (_, i): Seller => {
    const region = served[i % served.length] as Region;
    const isNew = dice.chance(0.16) && span.months > 6;
    const hiredOn = isNew
      ? workdayFrom(span.start + dice.whole(20, Math.max(21, (span.months - 4) * 30)))
      : before();
    const leaves = !isNew && i >= 5 && dice.chance(0.09) && span.months > 6;
    const leftOn = leaves ? workdayFrom(span.start + dice.whole(60, (span.months - 2) * 30)) : undefined;
    const city = dice.weighted(region.cities, (c) => (c === region.cities[0] ? 2 : 1));
    const title = dice.weighted(["销售代表", "客户经理", "高级客户经理"], (t) => (t === "销售代表" ? 3 : 2));
    const person = hire({
      department: region.name,
      title,
      region,
      managerId: directors.get(region.name)?.id ?? "",
      city,
      hiredOn,
      leftOn,
    });
    const devices = [{ from: 0, id: deviceId(dice) }];
    if (dice.chance(0.6))
      devices.push({ from: span.start + dice.whole(0, span.months * 30), id: deviceId(dice) });
    return {
      ...person,
      region,
      skill: Math.exp(dice.normal(0, 0.22)) * (title === "高级客户经理" ? 1.2 : 1),
      push: dice.between(0.5, 1.6),
      devices,
    };
  });
  return {
    sellers: people,
    directors,
    vicePresident,
    clerks,
    finance,
    everybody: [vicePresident, ...directors.values(), ...clerks, ...finance, ...warehouse, ...people],
  };
}
