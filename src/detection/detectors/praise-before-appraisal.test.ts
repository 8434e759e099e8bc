import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./praise-before-appraisal.ts";

const employees = [...Array.from({ length: 8 }, (_, s) => `S${s}`), "X"];
const ratings = (dayOf: (employee: string, i: number) => string, rating = 5) => [
  ...employees.flatMap((employee_id) =>
    Array.from({ length: 10 }, (_, i) => ({
      complaint_id: `${employee_id}-${i}`,
      employee_id,
      customer_id: `C${i}`,
      rating,
      received_at: `${dayOf(employee_id, i)} 10:00:00`,
    })),
  ),
  {
    complaint_id: "low",
    employee_id: "S0",
    customer_id: "C1",
    rating: 1,
    received_at: "2025-02-01 10:00:00",
  },
];
const spread = (_: string, i: number) => `2025-${String(i + 1).padStart(2, "0")}-10`;
const ends = (_: string, i: number) => ["2025-03-25", "2025-06-24", "2025-09-26", "2025-12-20"][i % 4] ?? "";

test("an employee whose praise arrives before each quarter's end is told", async () => {
  const { findings } = await detectIn(detector, {
    complaints: ratings((e, i) => (e === "X" ? ends(e, i) : spread(e, i))),
  });
  expect(findings.map(({ subject }) => subject.id)).toEqual(["X"]);
  expect(findings[0]?.facts).toMatchObject({ count: 10, of: 10, peersShare: 0 });
});

test("stays quiet where everybody is rated then, as in a survey, and where the quarter is another", async () => {
  expect((await detectIn(detector, { complaints: ratings(ends) })).findings).toEqual([]);
  const own = ratings((e, i) => (e === "X" ? ends(e, i) : spread(e, i)));
  expect((await detectIn(detector, { complaints: own }, { fiscalYearStart: 2 })).findings).toEqual([]);
});
