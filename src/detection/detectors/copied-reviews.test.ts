import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./copied-reviews.ts";

const honest = [
  "到货及时，包装完好无损",
  "产品质量稳定，会继续采购",
  "价格合理，售后处理得不错",
  "注射器用着可以，比上家好",
];
const reviews = (
  employee: string,
  texts: readonly string[],
  day: (i: number) => string = () => "2025-03-01",
) =>
  texts.map((description, i) => ({
    complaint_id: `${employee}-${i}`,
    employee_id: employee,
    customer_id: `C${i}`,
    rating: 5,
    description,
    received_at: `${day(i)} 10:00:00`,
  }));
const praise = Array.from(
  { length: 6 },
  (_, i) => `张伟${i % 2 === 0 ? "服务" : "办事"}特别好，回复也快，全五星推荐！`,
);

test("six reviews in nearly the same words within two days are one finding with its example", async () => {
  const { findings, charts } = await detectIn(detector, {
    complaints: [...reviews("S1", honest), ...reviews("X", praise)],
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]?.facts).toMatchObject({ employee: "X", count: 6, customers: 6, burst: 6 });
  // c/(c + 4)·(0.6 + 0.4) with six of them in one day.
  expect(findings[0]?.score).toBeCloseTo(0.6, 10);
  expect(charts[0]?.rows).toHaveLength(6);
});

test("spread over months the same words weigh less", async () => {
  const { findings } = await detectIn(detector, {
    complaints: reviews("X", praise, (i) => `2025-0${i + 1}-10`),
  });
  expect(findings[0]?.score).toBeCloseTo(0.6 * (0.6 + 0.4 / 6), 10);
});

test("stays quiet on different words, on a phrase that many employees receive and on one customer's repetition", async () => {
  expect((await detectIn(detector, { complaints: reviews("X", honest) })).findings).toEqual([]);
  const phrase = ["S1", "S2", "S3", "X"].flatMap((e) =>
    reviews(
      e,
      Array.from({ length: 5 }, () => "系统默认好评，商品不错"),
    ),
  );
  expect((await detectIn(detector, { complaints: phrase })).findings).toEqual([]);
  const named = ["赵一", "钱二二", "孙三", "李四四"].map((name, i) => ({ employee_id: `E${i}`, name }));
  const template = named.flatMap(({ employee_id, name }) =>
    reviews(
      employee_id,
      Array.from({ length: 5 }, () => `业务员${name}很专业，回复快`),
    ),
  );
  expect((await detectIn(detector, { employees: named, complaints: template })).findings).toEqual([]);
  const one = reviews("X", praise).map((row) => ({ ...row, customer_id: "C1" }));
  expect((await detectIn(detector, { complaints: one })).findings).toEqual([]);
});
