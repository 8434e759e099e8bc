import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./backdated-entry.ts";

const sellers = [...Array.from({ length: 8 }, (_, s) => `S${s}`), "X"];
const orders = (dates: (seller: string, i: number) => readonly [string, string]) =>
  sellers.flatMap((seller_id) =>
    Array.from({ length: 30 }, (_, i) => {
      const [ordered_at, created_at] = dates(seller_id, i);
      return {
        order_id: `${seller_id}-${i}`,
        seller_id,
        customer_id: "C1",
        net: 100_000,
        currency: "CNY",
        ordered_at,
        created_at,
      };
    }),
  );
const usual = ["2025-03-30", "2025-03-31"] as const;

test("a seller with five sales dated to March and entered in the middle of April is told", async () => {
  const { findings } = await detectIn(detector, {
    orders: orders((s, i) => (s === "X" && i < 5 ? ["2025-03-30", "2025-04-14"] : usual)),
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ subject: { id: "X" }, amount: 500_000n });
  expect(findings[0]?.facts).toMatchObject({ count: 5, of: 30, peersShare: 0 });
});

test("stays quiet on late entry within the month, on the next morning, and where all forms come back late", async () => {
  const quiet = async (dates: (seller: string, i: number) => readonly [string, string]) =>
    expect((await detectIn(detector, { orders: orders(dates) })).findings).toEqual([]);
  await quiet((s) => (s === "X" ? ["2025-03-02", "2025-03-25"] : usual));
  await quiet((s) => (s === "X" ? ["2025-03-31", "2025-04-01"] : usual));
  await quiet((_, i) => (i % 2 === 0 ? ["2025-03-28", "2025-04-08"] : usual));
});
