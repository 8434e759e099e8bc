import { type Day, dayOf } from "../calendar.ts";
import type { Dice } from "../random.ts";

export const customerClasses = ["A级经销商", "B级经销商", "医院", "连锁药店", "诊所"] as const;
export type CustomerClass = (typeof customerClasses)[number];

/** Share of the list price a class pays: the usual band; its floor lies a little under `low`. */
export const priceBands: Record<CustomerClass, { low: number; high: number }> = {
  A级经销商: { low: 0.62, high: 0.68 },
  B级经销商: { low: 0.68, high: 0.75 },
  医院: { low: 0.8, high: 0.9 },
  连锁药店: { low: 0.71, high: 0.79 },
  诊所: { low: 0.86, high: 0.97 },
};
export const floorShare = (customerClass: CustomerClass): number => priceBands[customerClass].low * 0.97;

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly line: string;
  readonly unit: string;
  /** Quantities are multiples of it. */
  readonly pack: number;
  /** Minor units, tax included, from the first price list on. */
  readonly listPrice: number;
  readonly cost: number;
  /** One rise a January, as a factor, by year. */
  readonly rises: Readonly<Record<number, number>>;
  readonly popularity: number;
  readonly launchedOn: Day;
}

export interface Promotion {
  readonly line: string;
  readonly from: Day;
  readonly to: Day;
  readonly factor: number;
}

interface Line {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly price: readonly [number, number];
  readonly pack: number;
  readonly items: string;
  readonly sizes: string;
}

const lines: readonly Line[] = [
  {
    code: "ZS",
    name: "注射穿刺",
    unit: "盒",
    price: [28, 160],
    pack: 10,
    items: "一次性无菌注射器 一次性输液器 静脉留置针 采血针 胰岛素针头 输血器 精密过滤输液器",
    sizes: "1ml 2ml 5ml 10ml 20ml 22G 24G",
  },
  {
    code: "SK",
    name: "伤口护理",
    unit: "盒",
    price: [18, 220],
    pack: 10,
    items: "医用纱布敷料 水胶体敷料 泡沫敷料 藻酸盐敷料 透明薄膜敷料 弹性绷带 医用胶带",
    sizes: "5×5cm 10×10cm 15×15cm 6×7cm 7.5cm×4.5m",
  },
  {
    code: "FH",
    name: "感控防护",
    unit: "箱",
    price: [60, 480],
    pack: 2,
    items: "医用外科口罩 医用防护口罩 一次性隔离衣 丁腈检查手套 乳胶手套 医用帽 鞋套 速干手消毒液",
    sizes: "S码 M码 L码 均码",
  },
  {
    code: "SS",
    name: "手术室耗材",
    unit: "套",
    price: [150, 1800],
    pack: 1,
    items: "一次性手术包 电刀笔 吸引管路 可吸收缝合线 皮肤吻合器 引流球 切口保护套",
    sizes: "标准型 加长型 4-0 3-0 35mm 60mm",
  },
  {
    code: "JY",
    name: "检验耗材",
    unit: "箱",
    price: [90, 900],
    pack: 2,
    items: "真空采血管 尿杯 咽拭子采样管 样本保存液 移液吸头 血糖试纸 离心管",
    sizes: "2ml 5ml 10ml 50支装 100支装",
  },
  {
    code: "HX",
    name: "呼吸麻醉",
    unit: "套",
    price: [35, 650],
    pack: 5,
    items: "气管插管 呼吸回路 雾化面罩 鼻氧管 喉罩 吸痰管 人工鼻",
    sizes: "6.5# 7.0# 7.5# 成人 儿童",
  },
  {
    code: "KF",
    name: "康复护理",
    unit: "件",
    price: [25, 380],
    pack: 5,
    items: "成人护理垫 医用冷敷贴 造口袋 导尿包 气垫床 护膝 腰围固定带",
    sizes: "M码 L码 XL码 60×90cm",
  },
  {
    code: "XS",
    name: "小型设备",
    unit: "台",
    price: [180, 4200],
    pack: 1,
    items: "电子血压计 红外体温计 血氧仪 制氧机 雾化器 输液泵 紫外线消毒灯",
    sizes: "标准款 升级款 便携款",
  },
];

export interface Catalogue {
  readonly products: readonly Product[];
  readonly promotions: readonly Promotion[];
}

export function createCatalogue(dice: Dice, firstYear: number, start: Day): Catalogue {
  const products: Product[] = [];
  for (const line of lines) {
    let number = 0;
    for (const item of line.items.split(" ")) {
      const base = dice.logNormal(Math.sqrt(line.price[0] * line.price[1]), 0.55);
      for (const size of dice.some(line.sizes.split(" "), dice.whole(3, 5))) {
        number += 1;
        products.push(
          createProduct(dice, line, `${line.code}${String(number).padStart(3, "0")}`, {
            name: `${item} ${size}`,
            base,
            firstYear,
            start,
          }),
        );
      }
    }
  }
  const promotions = [0, 1, 2, 3, 4, 5].flatMap((offset): Promotion[] => {
    const year = firstYear + offset;
    return [
      { line: dice.pick(lines).name, from: dayOf(year, 5, 10), to: dayOf(year, 6, 20), factor: 0.95 },
      { line: dice.pick(lines).name, from: dayOf(year, 10, 20), to: dayOf(year, 11, 15), factor: 0.94 },
    ];
  });
  return { products, promotions };
}

function createProduct(
  dice: Dice,
  line: Line,
  id: string,
  made: { name: string; base: number; firstYear: number; start: Day },
): Product {
  const yuan = Math.min(line.price[1], Math.max(line.price[0], made.base * dice.between(0.8, 1.35)));
  const listPrice = yuan < 100 ? Math.round(yuan * 2) * 50 : Math.round(yuan) * 100;
  const rises: Record<number, number> = {};
  for (let year = made.firstYear + 1; year <= made.firstYear + 6; year++) {
    rises[year] = dice.chance(0.4) ? 1 + dice.whole(2, 5) / 100 : 1;
  }
  return {
    id,
    name: made.name,
    line: line.name,
    unit: line.unit,
    pack: line.pack,
    listPrice,
    cost: Math.round((listPrice / 1.13) * dice.between(0.36, 0.47)),
    rises,
    popularity: dice.logNormal(1, 0.8),
    launchedOn: dice.chance(0.9) ? made.start - dice.whole(200, 2500) : made.start + dice.whole(30, 300),
  };
}

/** Minor units, tax included, rounded to five jiao as price lists are. */
export function listPriceOn(product: Product, day: Day): number {
  let price = product.listPrice;
  for (const [year, rise] of Object.entries(product.rises)) {
    if (rise > 1 && day >= dayOf(Number(year), 1, 1)) price = Math.round((price * rise) / 50) * 50;
  }
  return price;
}
