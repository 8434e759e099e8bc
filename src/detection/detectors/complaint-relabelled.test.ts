import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./complaint-relabelled.ts";

const employees = [...Array.from({ length: 8 }, (_, s) => `S${s}`), "X"];
const complaints = employees.flatMap((employee_id) =>
  Array.from({ length: 6 }, (_, i) => ({
    complaint_id: `${employee_id}-${i}`,
    employee_id,
    customer_id: `C${i}`,
    category: "咨询",
    received_at: "2025-03-01 10:00:00",
  })),
);
const relabel = (complaint: string, changed_by: string, field = "类别") => ({
  subject_kind: "投诉",
  subject_id: complaint,
  field,
  old_value: "质量",
  new_value: "咨询",
  changed_by,
  changed_at: "2025-03-01 12:00:00",
});

test("an employee who turns complaints about themselves into enquiries is told, the changes as evidence", async () => {
  const { findings } = await detectIn(detector, {
    complaints,
    changes: [0, 1, 2].map((i) => relabel(`X-${i}`, "X")),
  });
  expect(findings.map(({ subject }) => subject.id)).toEqual(["X"]);
  expect(findings[0]?.facts).toMatchObject({ count: 3, of: 6 });
  expect(findings[0]?.evidence).toEqual([55, 56, 57]);
});

test("stays quiet when customer service relabels, and on changes of status", async () => {
  const byService = [0, 1, 2].map((i) => relabel(`X-${i}`, "KF01"));
  expect((await detectIn(detector, { complaints, changes: byService })).findings).toEqual([]);
  const closed = [0, 1, 2].map((i) => relabel(`X-${i}`, "X", "处理状态"));
  expect((await detectIn(detector, { complaints, changes: closed })).findings).toEqual([]);
});
