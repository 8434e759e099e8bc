import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import changedAfterApproval from "./changed-after-approval.ts";

/** Forty orders of 10,000, approved the day after, invoiced and delivered later. */
function approved() {
  const ids = Array.from({ length: 40 }, (_, i) => i);
  return {
    orders: ids.map((i) => ({
      order_id: `O${i}`,
      customer_id: `C${i}`,
      seller_id: "S1",
      created_by: "S1",
      ordered_at: "2025-03-03 09:00:00",
      net: 1_000_000,
      currency: "CNY",
    })),
    approvals: ids.map((i) => ({
      approval_id: `A${i}`,
      subject_kind: "订单",
      subject_id: `O${i}`,
      approver_id: "M1",
      decided_at: "2025-03-04 10:00:00",
      decision: "同意",
    })),
    invoices: ids.map((i) => ({
      invoice_id: `I${i}`,
      order_id: `O${i}`,
      invoiced_at: "2025-03-20",
      net: 1_000_000,
      currency: "CNY",
    })),
  };
}
const change = (
  subject_id: string,
  changed_at: string,
  field: string,
  old_value: string,
  new_value: string,
  more: Record<string, unknown> = {},
) => ({
  change_id: `${subject_id}-${field}-${changed_at}`,
  subject_kind: "订单",
  subject_id,
  changed_at,
  changed_by: "S1",
  field,
  old_value,
  new_value,
  ...more,
});

test("an amount doubled by the seller after the approval is found, with the increase at risk", async () => {
  const { findings, charts } = await detectIn(changedAfterApproval, {
    ...approved(),
    changes: [change("O5", "2025-03-10 18:00:00", "订单金额", "5,000.00", "10,000.00")],
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    subject: { kind: "order", id: "O5" },
    seller: "S1",
    amount: 500_000n,
    evidence: [121, 6, 46],
  });
  expect(findings[0]?.facts).toMatchObject({
    event: "approval",
    eventAt: "2025-03-04",
    days: 6,
    count: 1,
    by: "S1",
  });
  expect(findings[0]?.score).toBeCloseTo(0.6 + (0.25 * 1) / 1.2 + 0.1, 6);
  expect(findings[0]?.sentence.zh).toContain("“订单金额”由 5,000.00 改为 10,000.00");
  expect(charts[0]?.rows.filter((row) => "suspect" in row && row.suspect)).toHaveLength(1);
});

test("owner, customer, terms and date changed after approval, invoice or close are found", async () => {
  const { findings } = await detectIn(changedAfterApproval, {
    ...approved(),
    changes: [
      change("O1", "2025-03-06 09:00:00", "负责人", "S1", "S9", { changed_by: "S9" }),
      change("O2", "2025-03-25 09:00:00", "客户编号", "C2", "C77", { changed_by: "X" }),
      change("O3", "2025-03-05 09:00:00", "payment_terms", "30", "180", { changed_by: "X" }),
      change("O4", "2025-05-02 09:00:00", "订单日期", "2025-04-02", "2025-03-03", { changed_by: "X" }),
    ],
  });
  const scores = Object.fromEntries(findings.map(({ subject, score }) => [subject.id, score]));
  expect(Object.keys(scores).sort()).toEqual(["O1", "O2", "O3", "O4"]);
  expect(scores.O1).toBeCloseTo(0.8, 6);
  expect(scores.O2).toBeCloseTo(0.75, 6);
  expect(scores.O3).toBeCloseTo(0.6, 6);
  expect(scores.O4).toBeCloseTo(0.7, 6);
});

test("stays quiet on changes before the approval, approved again, of no account, or of a remark", async () => {
  const { orders, approvals, invoices } = approved();
  const { findings } = await detectIn(changedAfterApproval, {
    orders,
    invoices,
    approvals: [
      ...approvals,
      { approval_id: "AX", subject_id: "O2", decided_at: "2025-03-12 10:00:00", decision: "通过" },
    ],
    changes: [
      change("O1", "2025-03-03 18:00:00", "订单金额", "5000", "10000"),
      change("O2", "2025-03-10 18:00:00", "订单金额", "5000", "10000"),
      change("O3", "2025-03-10 18:00:00", "订单金额", "9990", "10000"),
      change("O4", "2025-03-10 18:00:00", "备注", "a", "b"),
      change("O6", "2025-03-10 18:00:00", "合同金额", "5000", "10000", { subject_kind: "合同" }),
    ],
  });
  expect(findings).toEqual([]);
});

test("a refused approval does not count", async () => {
  const { orders } = approved();
  const { findings } = await detectIn(changedAfterApproval, {
    orders,
    approvals: [{ approval_id: "A", subject_id: "O1", decided_at: "2025-03-04 10:00:00", decision: "驳回" }],
    changes: [change("O1", "2025-03-10 18:00:00", "订单金额", "5000", "10000")],
  });
  expect(findings).toEqual([]);
});

test("a customer's bank account changed by its own seller after the first sale is found", async () => {
  const { findings } = await detectIn(changedAfterApproval, {
    ...approved(),
    customers: Array.from({ length: 40 }, (_, i) => ({ customer_id: `C${i}`, name: `客户${i}` })),
    changes: [
      change("C3", "2025-06-01 09:00:00", "银行账号", "6222001", "6222999", { subject_kind: "客户" }),
    ],
  });
  expect(findings.map(({ subject, score, facts }) => [subject.kind, subject.id, score, facts.event])).toEqual(
    [["customer", "C3", 0.65, "sale"]],
  );
});

test("without a history the last change counts when somebody else made it after the approval", async () => {
  const { orders, approvals } = approved();
  const touched = orders.map((order, i) => {
    if (i === 7) return { ...order, changed_at: "2025-04-20 12:00:00", changed_by: "X9" };
    return { ...order, changed_at: "2025-03-05 12:00:00", changed_by: "S1" };
  });
  const { findings } = await detectIn(changedAfterApproval, { orders: touched, approvals });
  expect(findings.map(({ subject, facts }) => [subject.id, facts.event, facts.by])).toEqual([
    ["O7", "approval", "X9"],
  ]);
});

test("where the back office changes every order after approval, nothing is named", async () => {
  const { orders, approvals } = approved();
  const touched = orders.map((order) => ({
    ...order,
    changed_at: "2025-03-15 12:00:00",
    changed_by: "BACKOFFICE",
  }));
  expect((await detectIn(changedAfterApproval, { orders: touched, approvals })).findings).toEqual([]);
});
