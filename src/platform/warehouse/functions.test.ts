import { expect, test } from "vitest";
import { minorDigits } from "../money.ts";
import { sql } from "./sql.ts";
import { openWarehouse } from "./warehouse.ts";

test("minor_factor agrees with minorDigits for every currency this runtime knows", async () => {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    for (const currency of ["XXX", ...Intl.supportedValuesOf("currency")]) {
      const row = await warehouse.first<{ factor: number }>(sql`SELECT minor_factor(${currency}) AS factor`);
      expect(row?.factor, currency).toBe(10 ** minorDigits(currency));
    }
  } finally {
    warehouse.close();
  }
});
