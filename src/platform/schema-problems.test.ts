import { expect, test } from "vitest";
import { z } from "zod";
import { schemaProblems } from "./schema-problems.ts";

const schema = z.strictObject({
  days: z.int().min(1),
  kind: z.enum(["order", "payment"], { error: "应为订单或回款 | expected order or payment" }),
});

test("a fitting value has no problems", () => {
  expect(schemaProblems(schema, { days: 3, kind: "order" })).toEqual([]);
});

test("every problem has its place and both languages, whether the schema words it or not", () => {
  expect(schemaProblems(schema, { days: "x", kind: "y" })).toEqual([
    {
      path: ["days"],
      message: {
        zh: "无效输入：期望 数字，实际接收 string",
        en: "Invalid input: expected number, received string",
      },
    },
    { path: ["kind"], message: { zh: "应为订单或回款", en: "expected order or payment" } },
  ]);
});
