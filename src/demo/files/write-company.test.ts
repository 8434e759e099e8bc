import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWarehouse, sql, type Warehouse } from "../../platform/index.ts";
import { generateCompany } from "../company.ts";
import { type CompanyOptions, defaultOptions } from "../options.ts";
import { patterns } from "../schemes/patterns.ts";
import { forms, readTruth, type WrittenTruth } from "../truth.ts";
import { creditCodeCheck } from "../world/identifiers.ts";
import { type WrittenFiles, writeCompany } from "./write-company.ts";

const folders: string[] = [];
async function write(options: CompanyOptions): Promise<WrittenFiles> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-demo-"));
  folders.push(folder);
  return writeCompany(folder, options);
}
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

async function fingerprints(folder: string): Promise<Record<string, string>> {
  const names = [...(await readdir(folder)).filter((name) => name !== "truth"), "truth/truth.json"].sort();
  const hashes = await Promise.all(
    names.map(async (name) => [
      name,
      createHash("sha256")
        .update(await readFile(join(folder, name)))
        .digest("hex"),
    ]),
  );
  return Object.fromEntries(hashes);
}

describe("the company at its defaults", () => {
  let written: WrittenFiles;
  let truth: WrittenTruth;
  let warehouse: Warehouse;

  beforeAll(async () => {
    written = await write(defaultOptions);
    truth = await readTruth(written.folder);
    warehouse = await openWarehouse({ threads: 1 });
    for (const file of Object.keys(written.rows).filter(
      (name) => name.endsWith(".csv") && name !== "费用报销.csv",
    )) {
      const delimiter = file.startsWith("AR_") ? ";" : ",";
      await warehouse.run(
        sql`CREATE TABLE ${sql.ref(file.slice(0, -4))} AS SELECT * FROM read_csv(${join(written.folder, file)}, header = true, delim = ${delimiter}, quote = '"', all_varchar = true, strict_mode = true)`,
      );
    }
  });
  afterAll(() => warehouse.close());

  const one = async (query: ReturnType<typeof sql>): Promise<number> =>
    Number((await warehouse.first<{ n: unknown }>(query))?.n ?? Number.NaN);

  it("writes every row it says, repeated ones apart", async () => {
    for (const file of ["销售订单", "订单明细", "拜访签到", "回款", "修改记录"]) {
      const repeated = truth.slips.filter(
        (slip) => slip.file === `${file}.csv` && slip.kind === "repeated",
      ).length;
      expect(await one(sql`SELECT count(*) AS n FROM ${sql.ref(file)}`)).toBe(
        (written.rows[`${file}.csv`] ?? 0) + repeated,
      );
    }
    expect(written.rows["销售订单.csv"]).toBeGreaterThan(15_000);
    expect(written.rows["销售订单.csv"]).toBeLessThan(30_000);
  });

  it("refers only to records that exist, mistyped customer numbers apart", async () => {
    const references: [string, string, string, string][] = [
      ["订单明细", "订单编号", "销售订单", "订单编号"],
      ["发货签收", "订单编号", "销售订单", "订单编号"],
      ["发票", "订单编号", "销售订单", "订单编号"],
      ["发票", "对应蓝字发票号码", "发票", "发票号码"],
      ["回款", "订单编号", "销售订单", "订单编号"],
      ["回款", "开票单号", "发票", "开票单号"],
      ["退货单", "原订单号", "销售订单", "订单编号"],
      ["退货单", "原发票号", "发票", "开票单号"],
      ["提成", "订单编号", "销售订单", "订单编号"],
      ["AR_open_items", "Invoice ID", "发票", "开票单号"],
      ["客户投诉与评价", "订单编号", "销售订单", "订单编号"],
      ["销售订单", "合同编号", "合同", "合同编号"],
      ["销售订单", "商机编号", "商机", "商机编号"],
      ["报价单", "商机编号", "商机", "商机编号"],
      ["拜访签到", "客户编号", "客户", "客户编号"],
      ["经销商进销存", "经销商编号", "客户", "客户编号"],
      ["联系人", "客户编号", "客户", "客户编号"],
      ["拜访签到", "签到人", "员工", "工号"],
      ["销售订单", "业务员编号", "员工", "工号"],
      ["销售目标", "员工编号", "员工", "工号"],
      ["客户", "客户负责人", "员工", "工号"],
    ];
    for (const [from, column, to, key] of references) {
      const missing = await one(
        sql`SELECT count(*) AS n FROM ${sql.ref(from)} f WHERE ${sql.ref(`f.${column}`)} <> '' AND NOT EXISTS (SELECT 1 FROM ${sql.ref(to)} t WHERE ${sql.ref(`t.${key}`)} = ${sql.ref(`f.${column}`)})`,
      );
      expect(missing, `${from}.${column}`).toBe(0);
    }
    const mistyped = truth.slips.filter((slip) => slip.kind === "mistyped").map((slip) => slip.id);
    const strangers = await warehouse.all<{ id: string }>(
      sql`SELECT DISTINCT "订单编号" AS id FROM "销售订单" WHERE "客户编号" NOT IN (SELECT "客户编号" FROM "客户") ORDER BY 1`,
    );
    expect(strangers.map((row) => row.id)).toEqual([...new Set(mistyped)].sort());
    expect(mistyped.length).toBeGreaterThan(0);
  });

  it("logs changes and approvals of records that exist", async () => {
    for (const [kind, table, key] of [
      ["销售订单", "销售订单", "订单编号"],
      ["商机", "商机", "商机编号"],
      ["客户", "客户", "客户编号"],
      ["发票", "发票", "开票单号"],
      ["投诉", "客户投诉与评价", "工单编号"],
    ] as const) {
      const missing = await one(
        sql`SELECT count(*) AS n FROM "修改记录" WHERE "对象" = ${kind} AND "业务单号" NOT IN (SELECT ${sql.ref(key)} FROM ${sql.ref(table)})`,
      );
      expect(missing, kind).toBe(0);
    }
    expect(
      await one(
        sql`SELECT count(*) AS n FROM "审批记录" WHERE "业务单号" NOT IN (SELECT "订单编号" FROM "销售订单") AND "业务单号" NOT IN (SELECT "合同编号" FROM "合同")`,
      ),
    ).toBe(0);
  });

  it("numbers documents once", async () => {
    for (const [table, key] of [
      ["销售订单", "订单编号"],
      ["发票", "发票号码"],
      ["回款", "回款编号"],
      ["拜访签到", "签到编号"],
    ] as const) {
      const repeated = new Set(
        truth.slips.filter((s) => s.file === `${table}.csv` && s.kind === "repeated").map((s) => s.id),
      );
      const twice = await one(
        sql`SELECT count(*) AS n FROM (SELECT ${sql.ref(key)} FROM ${sql.ref(table)} GROUP BY ALL HAVING count(*) > 1)`,
      );
      expect(twice, table).toBe(repeated.size);
    }
  });

  it("adds order lines up to the order", async () => {
    const off = await one(sql`
      SELECT count(*) AS n FROM "销售订单" o JOIN (
        SELECT "订单编号" AS id, sum(CAST("价税合计" AS DECIMAL(18,2))) AS gross FROM (SELECT DISTINCT * FROM "订单明细") GROUP BY 1
      ) l ON l.id = o."订单编号" WHERE CAST(o."价税合计" AS DECIMAL(18,2)) <> l.gross`);
    expect(off).toBe(0);
  });

  it("has tax numbers whose check character holds", async () => {
    const codes = await warehouse.all<{ code: string }>(
      sql`SELECT "统一社会信用代码" AS code FROM "客户" UNION SELECT "购买方税号" FROM "发票"`,
    );
    expect(codes.length).toBeGreaterThan(200);
    for (const { code } of codes) expect(creditCodeCheck(code.slice(0, 17))).toBe(code.slice(17));
  });

  it("has the rhythm of a real company", async () => {
    const share = (condition: ReturnType<typeof sql>) =>
      one(
        sql`SELECT avg(CASE WHEN ${condition} THEN 1.0 ELSE 0 END) AS n FROM (SELECT CAST("下单时间" AS TIMESTAMP) AS t FROM "销售订单")`,
      );
    const weekend = await share(sql`dayofweek(t) IN (0, 6)`);
    expect(weekend).toBeGreaterThan(0.01);
    expect(weekend).toBeLessThan(0.09); // Days worked in exchange for holidays fall on weekends.
    expect(await share(sql`t >= '2025-10-01' AND t < '2025-10-09'`)).toBeLessThan(0.004);
    const lastFive = await share(sql`date_diff('day', CAST(t AS DATE), last_day(CAST(t AS DATE))) < 5`);
    expect(lastFive).toBeGreaterThan(5 / 30.4);
    expect(lastFive).toBeLessThan(0.3);
    const returned = await one(
      sql`SELECT (SELECT count(DISTINCT "原订单号") FROM "退货单") / CAST(count(*) AS DOUBLE) AS n FROM "销售订单"`,
    );
    expect(returned).toBeGreaterThan(0.025);
    expect(returned).toBeLessThan(0.045);
  });

  it("ends on its last day", async () => {
    for (const [table, column] of [
      ["销售订单", "下单时间"],
      ["发票", "开票日期"],
      ["回款", "到账日期"],
      ["拜访签到", "签到时间"],
      ["修改记录", "操作时间"],
    ] as const) {
      expect(
        (
          await warehouse.first<{ last: string }>(
            sql`SELECT max(${sql.ref(column)}) AS last FROM ${sql.ref(table)}`,
          )
        )?.last ?? "",
      ).toMatch(/^2025-12-(2\d|3[01])/);
    }
  });

  it("plants every scheme in both forms, by different sellers, at most a third of all", () => {
    expect(truth.leftOut).toEqual([]);
    expect(truth.schemes).toHaveLength(patterns.length * forms.length);
    for (const { pattern } of patterns) {
      const [obvious, subtle] = forms.map((form) =>
        truth.schemes.find((s) => s.pattern === pattern && s.form === form),
      );
      expect(obvious?.seller, pattern).toBeDefined();
      expect(obvious?.seller, pattern).not.toBe(subtle?.seller);
    }
    const cheats = new Set(truth.schemes.map((scheme) => scheme.seller));
    expect(cheats.size / truth.sellers.length).toBeLessThanOrEqual(1 / 3);
    expect(new Set(truth.schemes.map((s) => s.family)).size).toBe(16);
  });

  it("names in the truth only documents that stand in the files", async () => {
    await warehouse.run(sql`CREATE TABLE known (id VARCHAR)`);
    const firstColumns: [string, string][] = [
      ["销售订单", "订单编号"],
      ["发货签收", "发货单号"],
      ["发票", "开票单号"],
      ["回款", "回款编号"],
      ["退货单", "退货单号"],
      ["商机", "商机编号"],
      ["拜访签到", "签到编号"],
      ["修改记录", "日志编号"],
      ["提成", "提成单号"],
      ["审批记录", "审批单号"],
      ["客户投诉与评价", "工单编号"],
    ];
    const known = new Set<string>();
    for (const [table, column] of firstColumns) {
      const rows = await warehouse.all<{ id: string }>(
        sql`SELECT ${sql.ref(column)} AS id FROM ${sql.ref(table)}`,
      );
      for (const { id } of rows) known.add(id);
    }
    for (const line of (await expenseLines(written.folder)).slice(1)) known.add(line.split(";")[0] ?? "");
    for (const planted of [...truth.schemes, ...truth.decoys]) {
      expect(planted.documents.length, planted.id).toBeGreaterThan(0);
      expect(
        planted.documents.filter((id) => !known.has(id)),
        planted.id,
      ).toEqual([]);
    }
  });

  it("has an honest look-alike for every family", () => {
    const families = new Set(truth.schemes.map((scheme) => scheme.family));
    const cheats = new Set(truth.schemes.map((scheme) => scheme.seller));
    expect(new Set(truth.decoys.map((decoy) => decoy.resembles))).toEqual(families);
    for (const decoy of truth.decoys) expect(cheats.has(decoy.seller), decoy.id).toBe(false);
  });

  it("does what the stories say", async () => {
    const documents = (pattern: string, form: string, prefix: string) => {
      const scheme = truth.schemes.find((s) => s.pattern === pattern && s.form === form);
      return sql.join((scheme?.documents ?? []).filter((id) => id.startsWith(prefix)));
    };
    const invented = documents("invented-orders", "obvious", "SO");
    expect(await one(sql`SELECT count(*) AS n FROM "回款" WHERE "订单编号" IN (${invented})`)).toBe(0);
    expect(
      await one(
        sql`SELECT count(*) AS n FROM "发货签收" d JOIN "员工" e ON e."姓名" = d."签收人" WHERE d."订单编号" IN (${invented})`,
      ),
    ).toBeGreaterThan(0);
    const split = documents("split-contract", "obvious", "SO");
    const highest = await one(
      sql`SELECT max(CAST("价税合计" AS DOUBLE)) AS n FROM "销售订单" WHERE "订单编号" IN (${split})`,
    );
    expect(highest).toBeLessThan(100_000);
    const late = documents("early-booking", "obvious", "SO");
    expect(
      await one(
        sql`SELECT count(*) AS n FROM "销售订单" WHERE "订单编号" IN (${late}) AND left("下单时间", 7) < left("创建时间", 7)`,
      ),
    ).toBe(await one(sql`SELECT count(*) AS n FROM "销售订单" WHERE "订单编号" IN (${late})`));
    const desk = documents("desk-visits", "obvious", "BF");
    expect(
      await one(sql`SELECT count(DISTINCT "照片指纹") AS n FROM "拜访签到" WHERE "签到编号" IN (${desk})`),
    ).toBeLessThan(8);
  });

  it("keeps the answers below the files and out of the read-me", async () => {
    expect(await readdir(written.folder)).toContain("truth");
    expect((await readdir(written.folder)).some((name) => name.includes("truth."))).toBe(false);
    const readMe = await readFile(join(written.folder, "说明.md"), "utf8");
    expect(readMe).not.toMatch(/舞弊|造假|虚构销售|刷单|fraud|planted|scheme|truth/i);
  });

  it("writes one workbook with two sheets, and expenses in GB18030 with semicolons", async () => {
    const workbook = await readXlsx(await readFile(join(written.folder, "产品与价目表.xlsx")));
    expect(workbook.sheets.map((sheet) => sheet.name)).toEqual(["产品", "价目表"]);
    expect(workbook.sheets[0]?.rows.length).toBeGreaterThan(150);
    const sold = await warehouse.all<{ id: string }>(sql`SELECT DISTINCT "产品编码" AS id FROM "订单明细"`);
    const offered = new Set(workbook.sheets[0]?.rows.map((row) => row[0]));
    expect(sold.filter(({ id }) => !offered.has(id))).toEqual([]);
    const [header, ...lines] = await expenseLines(written.folder);
    expect(header).toBe("费用单号;费用类型;报销人;客户编号;费用日期;报销金额;收款方;收款账号;事由");
    expect(lines.every((line) => line === "" || line.split(";").length === 9)).toBe(true);
  });
});

async function expenseLines(folder: string): Promise<string[]> {
  const text = new TextDecoder("gb18030", { fatal: true }).decode(
    await readFile(join(folder, "费用报销.csv")),
  );
  return text.trimEnd().split("\r\n");
}

it("gives the same bytes for the same seed, and others for another", async () => {
  const [one, again, other] = [
    await write({ seed: 5, sellers: 8, months: 5 }),
    await write({ seed: 5, sellers: 8, months: 5 }),
    await write({ seed: 6, sellers: 8, months: 5 }),
  ];
  const first = await fingerprints(one.folder);
  expect(await fingerprints(again.folder)).toEqual(first);
  expect((await fingerprints(other.folder))["销售订单.csv"]).not.toBe(first["销售订单.csv"]);
});

it("works for five sellers and three months, and says which schemes it left out", async () => {
  const { folder, rows } = await write({ seed: 3, sellers: 5, months: 3 });
  const truth = await readTruth(folder);
  expect(rows["销售订单.csv"]).toBeGreaterThan(50);
  expect(truth.schemes.length).toBeGreaterThan(0);
  expect(truth.schemes.length + truth.leftOut.length).toBe(patterns.length * forms.length);
  expect(truth.leftOut.length).toBeGreaterThan(0);
});

it("works for three hundred sellers", () => {
  const parts = generateCompany({ seed: 3, sellers: 300, months: 3, endsOn: "2024-08-15" }).play();
  let orders = 0;
  let part = parts.next();
  for (; !part.done; part = parts.next()) {
    if (part.value.kind === "order") orders += part.value.docs.length;
  }
  expect(part.value.sellers).toHaveLength(300);
  expect(part.value.endsOn).toBe("2024-08-15");
  expect(orders).toBeGreaterThan(8_000);
  expect(orders).toBeLessThanOrEqual(part.value.orders);
});

it("refuses sizes it cannot be, and years whose holidays it does not know", async () => {
  await expect(writeCompany("/nowhere", { seed: 1, sellers: 2, months: 18 })).rejects.toThrow(
    /sellers is 2; expected/,
  );
  await expect(writeCompany("/nowhere", { seed: 1, sellers: 5, months: 61 })).rejects.toThrow(
    /months is 61; expected/,
  );
  await expect(
    writeCompany("/nowhere", { seed: 1, sellers: 5, months: 12, endsOn: "2029-12-31" }),
  ).rejects.toThrow(/public holidays/);
});

it("says where the truth should be when it is not there", async () => {
  await expect(readTruth("/nowhere")).rejects.toThrow(/truth\.json is not there/);
});
