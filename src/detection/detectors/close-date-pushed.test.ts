import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./close-date-pushed.ts";

const sellers = [...Array.from({ length: 10 }, (_, s) => `S${s}`), "X"];
const opportunities = sellers.flatMap((owner_id) =>
  Array.from({ length: 6 }, (_, i) => ({
    opportunity_id: `${owner_id}-${i}`,
    owner_id,
    amount: 1_000_000,
    currency: "CNY",
  })),
);
const pushes = (opportunity: string, times: number, days = 30) =>
  Array.from({ length: times }, (_, i) => ({
    subject_kind: "商机",
    subject_id: opportunity,
    field: "预计成交日期",
    old_value: day(i * days),
    new_value: day((i + 1) * days),
    changed_at: `${day(i * days)} 09:00:00`,
  }));
const day = (offset: number) => new Date(Date.UTC(2025, 2, 1 + offset)).toISOString().slice(0, 10);
const once = sellers.flatMap((seller) => pushes(`${seller}-0`, 1));

test("a seller with three opportunities pushed four times each is told", async () => {
  const { findings } = await detectIn(detector, {
    opportunities,
    changes: [...once, ...[1, 2, 3].flatMap((i) => pushes(`X-${i}`, 4))],
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ subject: { kind: "seller", id: "X" }, amount: 3_000_000n });
  expect(findings[0]?.facts).toMatchObject({ count: 3, of: 6, peersShare: 0 });
});

test("stays quiet on one postponed tender, on dates moved forward and on corrections of a few days", async () => {
  const tender = pushes("X-1", 5);
  expect((await detectIn(detector, { opportunities, changes: [...once, ...tender] })).findings).toEqual([]);
  const forward = [1, 2, 3]
    .flatMap((i) => pushes(`X-${i}`, 4))
    .map((c) => ({ ...c, old_value: c.new_value, new_value: c.old_value }));
  expect((await detectIn(detector, { opportunities, changes: [...once, ...forward] })).findings).toEqual([]);
  const small = [1, 2, 3].flatMap((i) => pushes(`X-${i}`, 4, 3));
  expect((await detectIn(detector, { opportunities, changes: [...once, ...small] })).findings).toEqual([]);
});
