import { expect, test } from "vitest";
import { openWarehouse, sql } from "../platform/index.ts";
import { sameParty } from "./same-name.ts";

test.each([
  ["上海华信商贸有限公司", "上海市华信商贸公司", true],
  ["上海华信商贸有限公司北京分公司", "上海华信商贸", true],
  ["北京华信商贸有限公司", "上海华信商贸有限公司", false],
  ["华信商贸（上海）", "华信商贸", true],
  ["张三", "上海华信商贸有限公司", false],
  ["Amaze Bikes Inc", "AMAZE BIKES, Inc.", true],
])("%s and %s: %s", async (a, b, same) => {
  const warehouse = await openWarehouse({ threads: 1 });
  const row = await warehouse.first<{ v: boolean }>(sql`SELECT ${sameParty(sql`${a}`, sql`${b}`)} AS v`);
  warehouse.close();
  expect(row?.v).toBe(same);
});
