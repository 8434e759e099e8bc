import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Refusal } from "../../platform/index.ts";
import { countRecords } from "../store/count-records.ts";
import { findRecords, getRecord } from "../store/get-record.ts";
import { openTestStore, type TestStore } from "../store/store-fixture.ts";
import { correctRecord } from "./correct-record.ts";
import { type EnterInput, enterRecord } from "./enter-record.ts";
import { saveForm } from "./keep-form.ts";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  const text =
    "order_no,order_date,customer_id,amount\nSO-1,2026-01-05,C-1,100.00\nSO-2,2026-01-06,C-1,1.00\n";
  await store.import({ paths: [store.file("orders.csv", text)] });
  const title = (zh: string, en: string) => ({ zh, en });
  await saveForm(store.context(), {
    kind: "customer",
    version: 0,
    fields: [
      { name: "客户来源", title: title("客户来源", "Lead source"), type: "text" },
      {
        name: "评级",
        title: title("评级", "Grade"),
        type: "choice",
        choices: [{ value: "A", title: title("甲级", "A") }],
      },
      { name: "回访日", title: title("回访日", "Called on"), type: "date" },
      { name: "关联方", title: title("关联方", "Related to"), type: "reference", refers: "customer" },
    ],
    sections: [],
    hidden: [],
  });
});
afterAll(() => store?.close());

const enter = (input: EnterInput) => enterRecord(store.context(), input);

async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error(`Not refused: ${error}`);
  return error;
}

const counted = async (kind: string) =>
  (await countRecords(store.database.reader)).find((one) => one.kind === kind)?.records ?? 0;

describe("entering", () => {
  test("makes a record with custom fields and a number of its own where none is given", async () => {
    const before = await counted("customer");
    const fields = { name: "上海准绳贸易有限公司" };
    const { record, key } = await enter({ kind: "customer", fields, own: { 客户来源: "展会", 评级: "A" } });
    expect(await getRecord(store.database.reader, record)).toMatchObject({
      key,
      source: "form",
      fields: { ...fields, customer_id: key },
      own: { 客户来源: "展会", 评级: "A" },
    });
    expect(await counted("customer")).toBe(before + 1);
  });

  test("tells every mistake in one go, each with its field", async () => {
    const { problems } = await refusal(
      enter({
        kind: "customer",
        fields: { name: "甲", credit_limit: "1.5", created_at: "2026-02-30" },
        own: { 评级: "B", 回访日: "明天" },
      }),
    );
    expect(problems.map(({ path }) => path)).toEqual([
      "fields.credit_limit",
      "fields.created_at",
      "own.评级",
      "own.回访日",
    ]);
    expect(problems[2]?.zh).toBe("评级：应为以下之一：甲级，而不是“B”。");
    const unnamed = await refusal(enter({ kind: "customer", fields: { industry: "机械" } }));
    expect(unnamed.problems).toMatchObject([
      { zh: "请填写客户编号或客户名称。", path: "fields.customer_id" },
    ]);
    const empty = await refusal(enter({ kind: "order", fields: {}, own: {} }));
    expect(empty.sentence.zh).toBe("没有填写任何内容。");
    const bare = await refusal(enter({ kind: "contact", fields: { contact_id: "K-1" } }));
    expect(bare.problems).toMatchObject([{ path: "fields.customer_id" }]);
    expect((await refusal(enter({ kind: "customer", fields: { name: "x" }, own: { 乱写: "1" } }))).code).toBe(
      "invalid",
    );
  });

  test("a key that any source knows already is refused, with the way to the record", async () => {
    const [known] = await findRecords(store.database.reader, "order", "SO-1");
    const refused = await refusal(enter({ kind: "order", fields: { order_id: "SO-1", gross: "5" } }));
    expect([refused.code, refused.see]).toEqual(["conflict", `/records/order/${known?.record}`]);
    const input = { kind: "customer", fields: { customer_id: "C-1", name: "甲" } };
    const { record } = await enter(input);
    expect(await refusal(enter(input))).toMatchObject({
      code: "conflict",
      see: `/records/customer/${record}`,
    });
    // The orders of the file refer to it.
    const customer = await getRecord(store.database.reader, record);
    expect(customer?.referredToBy.map(({ key }) => key)).toEqual(["SO-1", "SO-2"]);
  });

  test("what a custom field refers to is linked both ways", async () => {
    const main = await enter({ kind: "customer", fields: { customer_id: "H-1", name: "总部" } });
    const branch = await enter({ kind: "customer", fields: { name: "分部" }, own: { 关联方: "H-1" } });
    const found = await getRecord(store.database.reader, main.record);
    expect(found?.referredToBy.map(({ record }) => record)).toEqual([branch.record]);
  });

  test("an invoice and its lines are one batch with one event; sums and common fields come by themselves", async () => {
    const lines = [
      { fields: { product_name: "伺服电机", quantity: "2", net: "10000", tax: "1300", gross: "11300" } },
      { fields: { product_name: "运费", net: "5000", tax: "650", gross: "5650" } },
    ];
    const fields = { invoice_id: "F-1", customer_id: "C-1", invoiced_at: "2026-11-01", currency: "CNY" };
    const { record } = await enter({ kind: "invoice", fields, lines });
    const invoice = await getRecord(store.database.reader, record);
    expect(invoice?.fields).toMatchObject({ net: "15000", tax: "1950", gross: "16950" });
    expect(invoice?.referredToBy.map(({ kind, key }) => [kind, key])).toEqual([
      ["invoice-line", "F-1/1"],
      ["invoice-line", "F-1/2"],
    ]);
    const line = await getRecord(store.database.reader, invoice?.referredToBy[1]?.record ?? "");
    expect(line?.fields).toMatchObject({ line_no: "2", customer_id: "C-1", currency: "CNY", gross: "5650" });
    expect(line?.versions[0]?.batch).toBe(invoice?.versions[0]?.batch);
    await store.log.settled();
    const { size } = await store.log.state();
    const [entry] = (await store.log.readEntries(0, size)).slice(-1);
    expect(entry).toMatchObject({ type: "record.entered", seals: { versions: "3" } });
  });

  test("a wrong line is told with its number, and nothing of the document is kept", async () => {
    const before = [await counted("invoice"), await counted("invoice-line")];
    const lines = [{ fields: { product_name: "甲", net: "1" } }, { fields: { net: "much" } }];
    const refused = await refusal(enter({ kind: "invoice", fields: { invoice_id: "F-2" }, lines }));
    expect(refused.problems).toMatchObject([
      { path: "lines.1.fields.net" },
      { path: "lines.1.fields.product_id", zh: "第 2 行：请填写产品编号或货物名称。" },
    ]);
    const twins = [
      { fields: { product_name: "甲", line_no: "1" } },
      { fields: { product_name: "乙", line_no: "1" } },
    ];
    const same = await refusal(enter({ kind: "invoice", fields: { invoice_id: "F-2" }, lines: twins }));
    expect(same.problems).toMatchObject([{ path: "lines.1" }]);
    expect((await refusal(enter({ kind: "customer", fields: { name: "x" }, lines }))).problems).toMatchObject(
      [{ path: "lines" }],
    );
    expect([await counted("invoice"), await counted("invoice-line")]).toEqual(before);
  });

  test("by a stranger is refused", async () => {
    const input = { kind: "customer", fields: { customer_id: "C-9", name: "甲" } };
    expect((await refusal(enterRecord(store.stranger(), input))).code).toBe("forbidden");
  });
});

test("a correction changes custom values, leaves the source's own columns, and shows both texts when stale", async () => {
  const { record } = await enter({ kind: "customer", fields: { name: "乙" }, own: { 评级: "A" } });
  const correct = (version: number, own: Record<string, string | null>) =>
    correctRecord(store.context(), { record, version, own, reason: "核对" });
  await correct(1, { 客户来源: "老客户介绍" });
  const found = await getRecord(store.database.reader, record);
  expect(found?.own).toEqual({ 评级: "A", 客户来源: "老客户介绍" });
  expect(found?.versions[1]?.changes).toMatchObject([{ of: "own", name: "客户来源", after: "老客户介绍" }]);
  const stale = await refusal(correct(1, { 客户来源: "广告" }));
  expect(stale.problems[1]).toEqual({
    zh: "客户来源：您要改为“广告”，现在是“老客户介绍”。",
    en: "Lead source: you wanted “广告”, it now reads “老客户介绍”.",
    path: "own.客户来源",
  });
  expect((await refusal(correct(2, { 评级: "Z" }))).problems).toMatchObject([{ path: "own.评级" }]);
});

test("an import keeps custom values that its file has no column for, and links what they refer to", async () => {
  const text = (name: string, more = "") =>
    `客户编号,客户名称${more && ",评级"}\nM-1,${name}${more}\nM-2,不变\n`;
  const importText = (given: string) => store.import({ paths: [store.file("customers.csv", given)] });
  await importText(text("丙"));
  const [found] = await findRecords(store.database.reader, "customer", "M-1");
  const record = found?.record ?? "";
  const own = { 评级: "A", 关联方: "M-2" };
  await correctRecord(store.context(), { record, version: 1, own, reason: "评定" });
  const read = async () => (await getRecord(store.database.reader, record))?.own;

  expect((await importText(text("丙"))).counts.customer).toMatchObject({ changed: 0 });
  expect((await importText(text("丙（更名）"))).counts.customer).toMatchObject({ changed: 1 });
  expect(await read()).toEqual({ 客户编号: "M-1", 客户名称: "丙（更名）", ...own });
  const [other] = await findRecords(store.database.reader, "customer", "M-2");
  const linked = await getRecord(store.database.reader, other?.record ?? "");
  expect(linked?.referredToBy.map(({ key }) => key)).toEqual(["M-1"]);
  // A file that has the column says something about it.
  await importText(text("丙（更名）", ",B"));
  expect(await read()).toMatchObject({ 评级: "B", 关联方: "M-2" });
});
