import { describe, expect, it } from "vitest";
import { csvOf, inspections, ranked, salesLines } from "./ranking-fixture.ts";

const lines = salesLines(420);
const isFalse = (id: string) => Number(id.slice(2)) % 14 === 3;

describe("ranking without labels", () => {
  it("puts every row in its place once, the unusual prices first, and says why", async () => {
    const { rows } = await ranked({ "sales.csv": csvOf(lines) });
    expect(rows.map(({ rank }) => rank)).toEqual(lines.map((_, i) => i + 1));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(lines.length);
    expect(rows.slice(0, 20).every(({ id }) => isFalse(id))).toBe(true);
    const [reason] = rows[0]?.reasons ?? [];
    expect(reason?.theme).toBe("price");
    expect(reason?.words.en).toMatch(
      /^unit price [\d,.]+ against the median [\d,.]+ of \d+ rows of the product, \d+ times as much$/,
    );
    expect(reason?.words.zh).toMatch(/^单价 [\d,.]+，同产品 \d+ 行的中位数为 [\d,.]+，为其 \d+ 倍$/);
    expect(isFalse(rows[0]?.nearest?.id ?? "")).toBe(false);
  });

  it("does not look at labels that nobody told it of", async () => {
    const without = await ranked({ "sales.csv": csvOf(lines) });
    const upsideDown = lines.map((line) => ({
      ...line,
      inspection: line.inspection === "ok" ? "fraud" : "ok",
    }));
    expect(await ranked({ "sales.csv": csvOf(upsideDown) })).toEqual(without);
  });

  it("knows nothing of the order of the rows, nor of the scale of money", async () => {
    const scores = (rows: Awaited<ReturnType<typeof ranked>>["rows"]) =>
      rows.map(({ id, score }) => [id, score]);
    const { rows } = await ranked({ "sales.csv": csvOf(lines) });
    const turned = await ranked({ "sales.csv": csvOf([...lines].reverse()) });
    expect(scores(turned.rows)).toEqual(scores(rows));
    const dearer = lines.map((line) => ({ ...line, value: Math.round(Number(line.value) * 102_400) / 100 }));
    const scaled = await ranked({ "sales.csv": csvOf(dearer) });
    expect(
      scaled.rows
        .slice(0, 30)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(
      rows
        .slice(0, 30)
        .map(({ id }) => id)
        .sort(),
    );
  });
});

describe("ranking with labels", () => {
  it("finds what nobody inspected, with probabilities and reasons", async () => {
    const { rows, model } = await ranked({ "sales.csv": csvOf(lines) }, { labels: inspections });
    const hidden = lines.filter(({ report, inspection }) => inspection === "unkn" && isFalse(report));
    const top = new Set(rows.slice(0, 36).map(({ id }) => id));
    expect(hidden.filter(({ report }) => top.has(report)).length / hidden.length).toBeGreaterThan(0.8);
    expect(rows.every(({ score }) => score > 0 && score < 1)).toBe(true);
    expect(rows[0]?.score).toBeGreaterThan(0.5);
    expect(rows.at(-1)?.score).toBeLessThan(0.2);
    expect(rows[0]?.reasons.length).toBeGreaterThan(0);
    expect(model?.learned.falsified).toBe(lines.filter(({ inspection }) => inspection === "fraud").length);
  });

  it("is the same whatever the number of threads and the order of the rows", async () => {
    // Enough for networks to learn too.
    const many = salesLines(1_400);
    const one = await ranked({ "sales.csv": csvOf(many) }, { labels: inspections, threads: 1 });
    expect(one.model?.models.every(({ network }) => network !== undefined)).toBe(true);
    const two = await ranked(
      { "sales.csv": csvOf([...many].reverse()) },
      { labels: inspections, threads: 2 },
    );
    expect(two.rows).toEqual(one.rows);
  });

  it("can be stopped", async () => {
    const stopped = AbortSignal.abort(new Error("enough"));
    await expect(
      ranked({ "sales.csv": csvOf(lines) }, { labels: inspections, signal: stopped }),
    ).rejects.toThrow();
  });
});

describe("what cannot be ranked is told in a sentence", () => {
  const refused = (files: Readonly<Record<string, string>>, request = {}) =>
    ranked(files, request).then(
      () => "",
      (error: Error) => error.message,
    );
  const few = salesLines(30);

  it("says which columns there are where the id's is missing", async () => {
    expect(await refused({ "sales.csv": csvOf(few) }, { id: "nummer" })).toBe(
      "There is no column “nummer” to name the rows by; the files have: report, salesperson, product, quantity, value, inspection.",
    );
  });

  it("refuses ids that are missing or stand twice", async () => {
    const twice = few.map((line, i) => ({ ...line, report: i === 7 ? "R-2" : i === 9 ? "" : line.report }));
    expect(await refused({ "sales.csv": csvOf(twice) })).toBe(
      "R-2 stands more than once in “report” (data rows 3 and 8); name a column that tells every row apart.\nData row 10 has no “report”; every row needs an id of its own.",
    );
  });

  it("refuses labels that teach nothing", async () => {
    const honest = few.map((line) => ({ ...line, inspection: "ok" }));
    expect(await refused({ "sales.csv": csvOf(honest) }, { labels: inspections })).toContain(
      "No row was found falsified",
    );
    expect(await refused({ "sales.csv": csvOf(few) }, { labels: inspections })).toMatch(
      /^Only \d rows were found falsified, fewer than the \d+ needed/,
    );
    const all = few.map((line) => ({ ...line, inspection: "fraud" }));
    expect(await refused({ "sales.csv": csvOf(all) }, { labels: inspections })).toContain(
      "Every row is marked falsified",
    );
  });

  it("refuses a word that nobody explained, and a column that is not there", async () => {
    expect(
      await refused({ "sales.csv": csvOf(few) }, { labels: { ...inspections, negative: "fine" } }),
    ).toContain("“ok” ×");
    expect(
      await refused({ "sales.csv": csvOf(few) }, { labels: { ...inspections, column: "result" } }),
    ).toContain("no column “result”");
  });

  it("refuses a file without rows", async () => {
    expect(await refused({ "sales.csv": "report,salesperson,product,quantity,value\n" })).toContain(
      "sales.csv",
    );
  });
});

describe("awkward files", () => {
  const price = (id: number, value: number | "", more = {}) => ({
    report: `R-${id}`,
    salesperson: `s${id % 3}`,
    product: "p1",
    quantity: 10,
    value,
    ...more,
  });

  it("ranks ten rows, one of which is odd", async () => {
    const ten = Array.from({ length: 10 }, (_, i) => price(i, i === 4 ? 9_000 : 100 + i));
    const { rows } = await ranked({ "sales.csv": csvOf(ten) });
    expect(rows[0]?.id).toBe("R-4");
    expect(rows).toHaveLength(10);
  });

  it("ranks one product of one seller as it ranks many", async () => {
    const one = Array.from({ length: 60 }, (_, i) =>
      price(i, i === 7 ? 900 : 100 + (i % 9), { salesperson: "s" }),
    );
    const { rows } = await ranked({ "sales.csv": csvOf(one) });
    expect(rows[0]?.id).toBe("R-7");
    expect(rows).toHaveLength(60);
  });

  it("finds the seller who raises every price a little sooner than the honest", async () => {
    const thin = salesLines(600, 5).map((line, i) => {
      const isThin = i % 20 === 7;
      const value = (line.salesperson === "crook" ? 0.1 : isThin ? 1.6 : 1) * Number(line.value);
      return {
        ...line,
        value,
        salesperson: isThin ? "thin" : `s${i % 9}`,
        report: isThin ? `T-${i}` : `R-${i}`,
      };
    });
    const honest = thin.filter((_, i) => i % 14 !== 3 || i % 20 === 7);
    const { rows } = await ranked({ "sales.csv": csvOf(honest) });
    const raised = rows.filter(({ id }) => id.startsWith("T-"));
    expect(raised.filter(({ rank }) => rank <= rows.length / 5).length / raised.length).toBeGreaterThan(0.8);
  });

  it("gives every id back once, whether a number, a text or one with quotes and commas", async () => {
    const ids = ["7", "007", "7.0", '"q"', "a,b", "订单-1", "it's", "A b", "-3", "1e3"];
    const named = ids.map((report, i) => price(i, 100 + i, { report: `"${report.replaceAll('"', '""')}"` }));
    const { rows } = await ranked({ "sales.csv": csvOf(named) });
    expect(rows.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  it("finds nothing where all amounts are equal, and says so by equal scores", async () => {
    const equal = Array.from({ length: 60 }, (_, i) => price(i, 100));
    const { rows } = await ranked({ "sales.csv": csvOf(equal) });
    expect(new Set(rows.map(({ score }) => score)).size).toBe(1);
    expect(rows.flatMap(({ reasons }) => reasons)).toEqual([]);
  });

  it("takes negative and zero amounts, missing figures and missing dates as they are", async () => {
    const odd = Array.from({ length: 60 }, (_, i) =>
      price(i, i === 3 ? 0 : i === 4 ? -101 : i === 5 ? "" : 100 + (i % 7), {
        date: i === 8 ? "some day" : i % 2 ? "2026-03-01" : "",
        ...(i === 9 ? { quantity: "tbd" } : {}),
      }),
    );
    const { rows } = await ranked({ "sales.csv": csvOf(odd) });
    expect(rows).toHaveLength(60);
    expect(rows.every(({ score }) => Number.isFinite(score))).toBe(true);
  });

  it("never compares amounts of two currencies", async () => {
    const mixed = Array.from({ length: 80 }, (_, i) =>
      price(i, i === 6 ? 10_000 : i % 2 ? 100 + (i % 5) : 14_000 + i, {
        currency: i % 2 || i === 6 ? "USD" : "JPY",
      }),
    );
    const { rows } = await ranked({ "sales.csv": csvOf(mixed) });
    expect(rows[0]?.id).toBe("R-6");
    expect(rows.filter(({ reasons }) => /\d\d times/.test(reasons[0]?.words.en ?? ""))).toHaveLength(1);
  });

  it("takes the seller of a line from its order, where only the order names one", async () => {
    const orders = Array.from({ length: 40 }, (_, i) => ({
      order_id: `O-${i}`,
      salesperson: i < 3 ? "crook" : `s${i % 5}`,
      order_date: "2026-03-02",
    }));
    const items = Array.from({ length: 200 }, (_, i) => ({
      line_id: `L-${i}`,
      order_id: `O-${i % 40}`,
      product: `p${i % 4}`,
      quantity: 5,
      // What he sells is as dear as the others': only what inspections found tells him apart.
      amount: 100 + (i % 7),
      inspection: i % 40 < 3 ? "fraud" : "ok",
    }));
    const { rows } = await ranked(
      { "orders.csv": csvOf(orders), "order lines.csv": csvOf(items) },
      { id: "line_id", labels: inspections },
    );
    const reasons = rows.slice(0, 15).flatMap((row) => row.reasons);
    const said = reasons.find(({ theme }) => theme === "seller-history")?.words;
    // Of its 15 rows the one that is told of is left out.
    expect(said?.en).toBe("of the other rows of the seller crook, 14 were inspected and 14 were falsified");
    expect(said?.zh).toBe("该销售员 crook 的其他行已检查 14 行，其中造假 14 行");
  });
});
