import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./stage-skipped.ts";

const path = ["初步接洽", "需求确认", "方案报价", "商务谈判", "赢单"];
const sellers = [...Array.from({ length: 10 }, (_, s) => `S${s}`), "X"];
const opportunities = sellers.flatMap((owner_id) =>
  Array.from({ length: 5 }, (_, i) => ({
    opportunity_id: `${owner_id}-${i}`,
    owner_id,
    amount: 2_000_000,
    currency: "CNY",
  })),
);
const climb = (opportunity: string, stages: readonly string[]) =>
  stages.slice(1).map((stage, i) => ({
    subject_kind: "商机",
    subject_id: opportunity,
    field: "阶段",
    old_value: stages[i],
    new_value: stage,
    changed_at: `2025-03-0${i + 1} 09:00:00`,
  }));
const honest = opportunities
  .filter(({ owner_id }) => owner_id !== "X")
  .flatMap((o) => climb(o.opportunity_id, path));

test("a seller whose opportunities jump from first contact to won is told", async () => {
  const changes = [
    ...honest,
    ...[0, 1, 2].flatMap((i) => climb(`X-${i}`, ["初步接洽", "赢单"])),
    ...[3, 4].flatMap((i) => climb(`X-${i}`, path)),
  ];
  const { findings } = await detectIn(detector, { opportunities, changes });
  expect(findings.map(({ subject }) => subject.id)).toEqual(["X"]);
  expect(findings[0]?.facts).toMatchObject({ count: 3, of: 5, amount: 6_000_000 });
});

test("stays quiet on one stage left out, and on opportunities that are lost early", async () => {
  const short = [0, 1, 2, 3, 4].flatMap((i) => climb(`X-${i}`, ["初步接洽", "需求确认", "商务谈判", "赢单"]));
  expect((await detectIn(detector, { opportunities, changes: [...honest, ...short] })).findings).toEqual([]);
  const lost = [0, 1, 2, 3, 4].flatMap((i) => climb(`X-${i}`, ["初步接洽", "需求确认", "输单"]));
  expect((await detectIn(detector, { opportunities, changes: [...honest, ...lost] })).findings).toEqual([]);
});
