import { expect, test } from "vitest";
import { bytesOf, makeTestEvidence, witnessPolicy } from "../testing/test-evidence.ts";
import { describeItem } from "./describe-item.ts";
import { shownText } from "./shown-text.ts";
import { verifyEvidence } from "./verify-evidence.ts";

test("an item is described by the labels of its kind, with amounts as people write them", () => {
  const { items, packaging } = verifyEvidence(bytesOf(makeTestEvidence()), witnessPolicy);
  const [order, alert, decision] = items.map((item) => describeItem(item, packaging?.labels));
  expect(order).toMatchObject({ title: { zh: "订单", en: "Order" }, key: "record-2" });
  expect(order?.facts).toContainEqual({
    name: "common.fields.gross",
    label: { zh: "含税金额", en: "Gross" },
    value: "10.02 CNY (1002)",
    isPersonal: false,
  });
  expect(order?.facts.find(({ isPersonal }) => isPersonal)?.value).toBe("备注 2");
  expect(order?.withheld.map(({ zh }) => zh)).toEqual(["fields.approved_by", "来源列“手机”"]);
  expect(alert).toMatchObject({ title: { zh: "疑点" }, erased: [{ zh: "疑点内容" }] });
  expect(decision?.facts).toContainEqual(
    expect.objectContaining({ label: { zh: "理由", en: "Reason" }, value: "合同为事后补签" }),
  );
});

test("what cannot be seen is shown", () => {
  expect(shownText("invoice\u202egpj.exe\u0007")).toBe("invoice[U+202E]gpj.exe[U+0007]");
});
