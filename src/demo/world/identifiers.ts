import type { Dice } from "../random.ts";
import type { City } from "./places.ts";

// Prefixes that are allotted to no carrier: the numbers look right and reach nobody.
const mobilePrefixes = ["154", "160", "161", "163", "164", "168", "169", "179"];

export const mobileNumber = (dice: Dice): string => dice.pick(mobilePrefixes) + dice.digits(8);
export const landline = (dice: Dice, city: City): string =>
  `${city.areaCode}-${dice.whole(2, 8)}${dice.digits(city.areaCode.length === 3 ? 7 : 6)}`;

const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** Check character of an organisation code, GB 11714. */
function organisationCheck(eight: string): string {
  const sum = organisationWeights.reduce(
    (total, weight, i) => total + weight * Number.parseInt(eight.charAt(i), 36),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? "X" : check === 11 ? "0" : String(check);
}

/** Check character of a unified social credit code, GB 32100-2015. */
export function creditCodeCheck(seventeen: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of seventeen) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/** 统一社会信用代码: 91 for companies, 12 for public institutions such as hospitals, 92 for sole traders. */
export function creditCode(dice: Dice, kind: "91" | "12" | "92", city: City): string {
  const area = city.code.slice(0, 4) + dice.pick(["00", "02", "03", "05", "06", "10", "11"]);
  const eight = kind === "12" ? dice.digits(8) : `MA${dice.pick([..."123456789ABCDEFG"])}${dice.digits(5)}`;
  const body = kind + area + eight + organisationCheck(eight);
  return body + creditCodeCheck(body);
}

const banks = [
  { name: "中国工商银行", prefix: "1202" },
  { name: "中国建设银行", prefix: "3305" },
  { name: "中国农业银行", prefix: "1904" },
  { name: "中国银行", prefix: "3716" },
  { name: "招商银行", prefix: "5719" },
  { name: "交通银行", prefix: "3310" },
];

export const corporateAccount = (dice: Dice): string => dice.pick(banks).prefix + dice.digits(15);

/** A payment card number with its Luhn digit; the issuer prefix 620000 belongs to no bank. */
export function cardNumber(dice: Dice): string {
  const body = `620000${dice.digits(12)}`;
  return body + luhnDigit(body);
}

export function luhnDigit(body: string): string {
  const sum = [...body].reverse().reduce((total, character, i) => {
    const digit = Number(character) * (i % 2 === 0 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** 数电票: year, region, channel, running number; 20 digits. */
export const invoiceNumber = (year: number, legalEntity: string, sequence: number): string =>
  `${String(year).slice(2)}${legalEntity === "HL02" ? "51" : "33"}2000${String(sequence).padStart(12, "0")}`;

export function photoHash(dice: Dice): string {
  return dice.hex(16);
}

export const deviceId = (dice: Dice): string =>
  `${dice.pick(["HW", "MI", "OP", "VV", "AP", "HN"])}${dice.hex(10).toUpperCase()}`;

export const carriers = ["顺丰速运", "德邦快递", "京东物流", "中通快运", "公司自有配送"] as const;
const trackingPrefix: Record<(typeof carriers)[number], string> = {
  顺丰速运: "SF",
  德邦快递: "DPK",
  京东物流: "JDVB",
  中通快运: "ZTO",
  公司自有配送: "HLPS",
};
export const trackingNumber = (dice: Dice, carrier: (typeof carriers)[number]): string =>
  trackingPrefix[carrier] + dice.digits(12);
