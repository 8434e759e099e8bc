import type { Dice } from "../random.ts";
import type { CustomerClass } from "./catalogue.ts";
import { type City, malls, type Place, parks, roads } from "./places.ts";

const first = "康瑞泰华安益民恒信德盛嘉和众仁济博爱鑫源立天诚宏达远金福百健润同永新佳美科优卓";
const second = "康泰安民信德和仁济源达远健润合嘉宁宇辰铭恩诺雅博丰禾美华通联晟朗熙";

const brand = (dice: Dice): string => {
  const one = dice.pick([...first]);
  const two = dice.pick([...second].filter((c) => c !== one));
  return one + two + (dice.chance(0.12) ? dice.pick([..."堂源捷维思德"]) : "");
};

/** A name nobody else in the company's books has. */
export function companyName(dice: Dice, kind: CustomerClass, city: City, taken: Set<string>): string {
  for (;;) {
    const name = anyName(dice, kind, city);
    if (!taken.has(name)) {
      taken.add(name);
      return name;
    }
  }
}

function anyName(dice: Dice, kind: CustomerClass, city: City): string {
  const district = dice.pick(city.districts).replace(/(新区|区|街道)$/, "");
  const place = dice.chance(0.65) ? city.name : city.province === city.name ? city.name : city.province;
  switch (kind) {
    case "A级经销商":
      return `${place}${brand(dice)}${dice.pick(["医疗器械", "医药", "医疗科技", "医药贸易", "生物科技"])}有限公司`;
    case "B级经销商":
      return `${place}${brand(dice)}${dice.pick(["医疗器械", "商贸", "医疗用品", "贸易", "健康科技", "医疗设备"])}有限公司`;
    case "医院":
      return dice.weighted(
        [
          `${city.name}市第${dice.pick([..."一二三四五六七八九"])}人民医院`,
          `${city.name}市${district}${dice.pick(["人民医院", "中医院", "妇幼保健院", "中心医院"])}`,
          `${city.name}${brand(dice)}医院`,
          `${city.name}市${district}${dice.pick(roads).slice(0, 2)}街道社区卫生服务中心`,
        ],
        (name) => (name.includes("第") ? 1 : name.includes("社区") ? 2 : 3),
      );
    case "连锁药店":
      return dice.chance(0.6)
        ? `${place}${brand(dice)}大药房连锁有限公司`
        : `${brand(dice)}大药房（${city.name}${dice.pick(roads).slice(0, 2)}店）`;
    case "诊所":
      return `${city.name}${district}${brand(dice)}${dice.weighted(["口腔门诊部", "综合门诊部", "诊所", "中医诊所", "口腔诊所", "医疗美容诊所"], (t) => (t.includes("口腔") ? 3 : 2))}${dice.chance(0.3) ? "有限公司" : ""}`;
  }
}

/** Dealers often sit in one trade park, pharmacies in one mall; hospitals and clinics have streets of their own. */
export function newAddress(dice: Dice, kind: CustomerClass, city: City): Place {
  const shared = dice.chance(kind.endsWith("经销商") ? 0.3 : kind === "连锁药店" ? 0.25 : 0);
  if (!shared) {
    return {
      city,
      address: `${city.name}市${dice.pick(city.districts)}${dice.pick(roads)}${dice.whole(2, 890)}号${kind.endsWith("经销商") ? `${dice.whole(1, 12)}幢${dice.whole(1, 22)}0${dice.whole(1, 8)}室` : ""}`,
      longitude: city.longitude + dice.normal(0, 0.045),
      latitude: city.latitude + dice.normal(0, 0.035),
    };
  }
  const names = kind === "连锁药店" ? malls : parks;
  const i = dice.whole(0, 1);
  const district = city.districts[i % city.districts.length] ?? "";
  const name = names[(Number(city.code.slice(2, 4)) + i) % names.length] ?? "";
  const room =
    kind === "连锁药店"
      ? `${dice.pick(["B1", "1", "2"])}层${dice.whole(101, 168)}号`
      : dice.chance(0.2)
        ? "孵化楼集中办公区"
        : `${dice.pick([..."ABC"])}座${dice.whole(3, 26)}${dice.pick(["01", "02", "03", "05", "06", "08"])}室`;
  return {
    city,
    address: `${city.name}市${district}${name}${room}`,
    longitude: city.longitude + 0.03 * (i + 1) + dice.normal(0, 0.0003),
    latitude: city.latitude - 0.02 * (i + 1) + dice.normal(0, 0.0003),
  };
}
