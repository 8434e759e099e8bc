import { afterAll, beforeAll, expect, test } from "vitest";
import { type Sql, sql } from "./sql.ts";
import { openWarehouse, type Warehouse } from "./warehouse.ts";

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse({ threads: 1 });
});
afterAll(() => warehouse.close());

const value = async (expression: Sql) =>
  (await warehouse.first<{ v: unknown }>(sql`SELECT ${expression} AS v`))?.v;

test("the distance from Beijing to Shanghai is 1,067 km", async () => {
  const metres = await value(sql`distance_m(39.9042, 116.4074, 31.2304, 121.4737)`);
  expect(Number(metres) / 1000).toBeCloseTo(1067, -1);
});

test("a place is no distance from itself", async () => {
  expect(await value(sql`distance_m(31.2, 121.4, 31.2, 121.4)`)).toBe(0);
});

test.each([
  ["上海市华信商贸有限公司", "上海华信商贸（有限责任公司）"],
  ["Amaze Bikes Inc", "AMAZE BIKES, Inc."],
  ["北京 远大 科技股份有限公司", "北京远大科技公司"],
])("%s and %s are one name", async (a, b) => {
  expect(await value(sql`party_name(${a})`)).toBe(await value(sql`party_name(${b})`));
});

test.each([
  ["Texaco", "Texa"],
  ["上海华信商贸有限公司", "北京华信商贸有限公司"],
])("%s and %s are two names", async (a, b) => {
  expect(await value(sql`party_name(${a})`)).not.toBe(await value(sql`party_name(${b})`));
});

test.each([
  ["+86 138-1234-5678", "13812345678"],
  ["0086 13812345678", "138 1234 5678"],
  ["8613812345678", "13812345678"],
  ["021-5555 1234", "+86 21 55551234"],
  ["（021）55551234转801", "02155551234"],
  ["+44 20 7946 0958", "020 7946 0958"],
])("%s and %s are one telephone", async (a, b) => {
  expect(await value(sql`telephone_key(${a})`)).toBeDefined();
  expect(await value(sql`telephone_key(${a})`)).toBe(await value(sql`telephone_key(${b})`));
});

test.each(["12345", "00000000000", "11111111", "13800138000", "无"])("%s is no telephone", async (text) => {
  expect(await value(sql`telephone_key(${text})`)).toBeUndefined();
});

test.each([
  ["中国江苏省苏州市工业园区星湖街328号", "苏州工业园区 星湖街３２８号"],
  ["12 High Street, Leeds", "12 high st., leeds"],
  ["杭州市西湖区文三路1号", "杭州西湖文三路一号"],
  ["浙江杭州市西湖区文三路二十一号", "杭州西湖区文三路21号"],
  ["杭州市西湖区文三路1号3幢502室", "杭州市西湖区文三路1号3号楼502"],
  ["上海市浦东新区世纪大道一百零五号二层", "上海浦东世纪大道105号2楼"],
])("%s and %s are one address", async (a, b) => {
  expect(await value(sql`address_key(${a})`)).toBe(await value(sql`address_key(${b})`));
});

test.each([
  ["杭州市西湖区文三路1号", "杭州市西湖区文三路11号"],
  ["杭州市西湖区文三路1-3号", "杭州市西湖区文三路13号"],
  ["杭州市西湖区文三路1号", "杭州市西湖区文三西路1号"],
  ["四川北路100号乙", "陕西北路100号乙"],
])("%s and %s are two addresses", async (a, b) => {
  expect(await value(sql`address_key(${a})`)).not.toBe(await value(sql`address_key(${b})`));
});

test.each([
  ["2025-03", 202503],
  ["202512", 202512],
  ["2015001", 201501],
  ["2025年3月", 202503],
  ["2025/10", 202510],
])("period %s is month %i", async (text, month) => {
  expect(await value(sql`period_month(${text})`)).toBe(month);
});

test.each(["2025Q1", "2025", "202513", "March"])("%s is no month", async (text) => {
  expect(await value(sql`period_month(${text})`)).toBeUndefined();
});

test.each([
  ["湖北省武汉市江汉路1号", "武汉"],
  ["中国 广西壮族自治区南宁市民族大道9号", "南宁"],
  ["北京市朝阳区建国路8号", "北京"],
  ["宜昌市西陵区黄河路627号", "宜昌"],
])("%s begins with the city of %s", async (text, city) => {
  expect(await value(sql`address_city(${text})`)).toBe(city);
});

test.each(["12 High Street, Leeds", "工业园区星湖街328号"])(
  "%s names no city to begin with",
  async (text) => {
    expect(await value(sql`address_city(${text})`)).toBeUndefined();
  },
);
