import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./promises-in-notes.ts";

const employees = [...Array.from({ length: 8 }, (_, s) => `S${s}`), "X"];
const visits = (notesOf: (employee: string, i: number) => string) =>
  employees.flatMap((employee_id) =>
    Array.from({ length: 30 }, (_, i) => ({
      activity_id: `${employee_id}-${i}`,
      employee_id,
      customer_id: `C${i}`,
      started_at: `2025-03-${String((i % 28) + 1).padStart(2, "0")} 10:00:00`,
      notes: notesOf(employee_id, i),
    })),
  );

test("an employee whose notes promise refunds, free equipment and extra rebates is told", async () => {
  const promises = [
    "王总有意向，承诺三个月内进院，进不了全额退",
    "口头说卖不完随时退",
    "答应免费投放设备两台",
    "Promised a buy-back of unsold stock",
  ];
  const { findings } = await detectIn(detector, {
    activities: visits((e, i) => (e === "X" && i < 4 ? (promises[i] ?? "") : "确认本月补货计划")),
  });
  expect(findings.map(({ subject }) => subject.id)).toEqual(["X"]);
  expect(findings[0]?.facts).toMatchObject({ count: 4, of: 30, peersShare: 0 });
});

test("stays quiet on the customer's own promises, and on a phrase that everybody uses", async () => {
  const theirs = visits((e, i) =>
    e === "X" && i < 6 ? "催收到期货款，对方承诺5号前安排" : "确认本月补货计划",
  );
  expect((await detectIn(detector, { activities: theirs })).findings).toEqual([]);
  const all = visits((_, i) => (i < 4 ? "介绍返点政策" : "确认本月补货计划"));
  expect((await detectIn(detector, { activities: all })).findings).toEqual([]);
});
