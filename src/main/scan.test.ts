import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bookedTwice, CliDesk, ended, orders } from "./cli-fixture.ts";

let desk: CliDesk;
beforeAll(() => {
  desk = new CliDesk();
  desk.put("2024.csv", orders("A", 120, 2024));
  desk.put("2025.csv", `${orders("B", 120, 2025)}${bookedTwice}`);
});
afterAll(() => desk.close());

const report = (file: string) => JSON.parse(desk.text(file));

describe("a scan of two files of one kind", () => {
  test("appends them, says what it understood, ranks what it found and counts what it did", async () => {
    const run = await desk.run([
      "scan",
      "2024.csv",
      "2025.csv",
      "--json",
      "a.json",
      "--save-map",
      "m.yaml",
      "--lang",
      "en",
    ]);
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/^242 sale documents examined \(2024-01-01 – 2025-12-28\)\n\nSellers\n/);
    expect(run.told).toContainEqual(expect.stringMatching(/^ {2}2024\.csv → Order$/));
    expect(run.told).toContainEqual(expect.stringMatching(/Order ID ← 订单号 0\.\d\d/));
    expect(run.told.at(-1)).toMatch(/^2 files with 242 rows read, \d+ of \d+ tests run, in \d+\.\d s\.$/);
    expect(desk.leftBehind).toEqual([]);

    const { input, mapping, detectors, findings, ranking } = report("a.json");
    expect(input).toMatchObject({ rows: 242, refused: 0, sha256: expect.stringMatching(/^[\da-f]{64}$/) });
    expect(input.files).toMatchObject([
      { path: "2024.csv", kind: "order", rows: 120, sha256: expect.stringMatching(/^[\da-f]{64}$/) },
      { path: "2025.csv", kind: "order", rows: 122, sha256: expect.stringMatching(/^[\da-f]{64}$/) },
    ]);
    expect(mapping).toContainEqual(
      expect.objectContaining({
        file: "2025.csv",
        kind: "order",
        field: "order_id",
        column: "订单号",
        confidence: expect.any(Number),
      }),
    );
    expect(detectors).toContainEqual(expect.objectContaining({ id: "duplicate-sale", state: "ran" }));
    expect(findings).toContainEqual(
      expect.objectContaining({
        detector: "duplicate-sale",
        scheme: "duplicate",
        subject: { kind: "order", id: "D2" },
        score: expect.any(Number),
        amount: 48_213.7,
        evidence: ["order:D1", "order:D2"],
        sentence: { zh: expect.stringContaining("D2"), en: expect.stringContaining("D2") },
      }),
    );
    expect(ranking).toContainEqual(
      expect.objectContaining({
        rank: 1,
        subject: { kind: "order", id: "D2" },
        findings: expect.arrayContaining([
          expect.objectContaining({ key: expect.stringContaining("duplicate-sale") }),
        ]),
      }),
    );
  });

  test("gives the same bytes again, whatever else is written; the order of the files and a saved mapping change no finding", async () => {
    const [again, turned, mapped] = await Promise.all([
      desk.run(["scan", "2024.csv", "2025.csv", "--json", "b.json", "--csv", "b.csv"]),
      desk.run(["scan", "2025.csv", "./2024.csv", "2025.csv", "--json", "c.json"]),
      desk.run(["scan", "2024.csv", "2025.csv", "--map", "m.yaml", "--json", "d.json"]),
    ]);
    expect([again.code, turned.code, mapped.code]).toEqual([0, 0, 0]);
    expect(desk.text("b.json")).toBe(desk.text("a.json"));
    const { findings, ranking, totals, input } = report("a.json");
    expect(report("c.json")).toMatchObject({
      findings,
      ranking,
      totals,
      input: { rows: 242, sha256: input.sha256 },
    });
    expect(report("d.json")).toMatchObject({ findings, ranking, totals });
    expect(turned.told).toContain("2025.csv：重复给出，只读取一次。");
    expect(desk.text("b.csv").split("\r\n")).toHaveLength(findings.length + 2);
  });

  test("warns of overlapping files, and takes another day and other parameters into account", async () => {
    desk.put("all.csv", `${orders("A", 120, 2024)}${bookedTwice}`);
    const run = await desk.run([
      ...["scan", "2024.csv", "all.csv", "--as-of", "2024-06-30", "--json", "e.json"],
      ...["--set", "duplicate-sale.windowDays=3", "--lang", "en"],
    ]);
    expect(run.code).toBe(0);
    expect(run.told).toContainEqual(
      expect.stringMatching(/^2024\.csv, all\.csv: 120 values of Order ID stand in more than one/),
    );
    const { plumbline, totals, detectors } = report("e.json");
    expect(plumbline.command).toBe(
      "./plumbline scan 2024.csv all.csv --set duplicate-sale.windowDays=3 --as-of 2024-06-30",
    );
    expect(totals.to <= "2024-06-30").toBe(true);
    expect(detectors.find(({ id }: { id: string }) => id === "duplicate-sale").params.windowDays).toBe(3);
  });
});

describe("a scan that is interrupted or not listened to", () => {
  test("ends without a word when nobody reads on, with what was asked for written", async () => {
    const child = desk.start(["scan", "2025.csv", "--json", "pipe.json"]);
    child.stdout.destroy();
    const { code, told } = await ended(child);
    expect([code, told.some((line) => line.includes("EPIPE"))]).toEqual([0, false]);
    expect(report("pipe.json").input.rows).toBe(122);
  });

  test("leaves nothing behind after Ctrl+C, and says so by its exit code", async () => {
    desk.put("large.csv", orders("L", 60_000));
    const child = desk.start(["scan", "large.csv", "--lang", "en"]);
    child.stderr.once("data", () => child.kill("SIGINT"));
    const { code, told } = await ended(child);
    expect([code, told]).toEqual([130, ["Stopped."]]);
    expect(desk.leftBehind).toEqual([]);
  });
});

describe("a call that cannot work is refused before anything is read", () => {
  test("outputs that cannot be written, and such as would overwrite the input", async () => {
    mkdirSync(join(desk.folder, "folder"));
    const before = desk.text("2025.csv");
    const run = await desk.run([
      ...["scan", "2025.csv", "--lang", "en", "--json", "none/a.json", "--html", "folder"],
      ...["--csv", "./2025.csv", "--pdf", "r.pdf", "--refused", "folder/../r.pdf"],
    ]);
    expect([run.code, run.out]).toEqual([2, ""]);
    expect(run.told).toEqual([
      "none/a.json cannot be written: its folder does not exist.",
      "folder cannot be written: it is a folder.",
      "--csv ./2025.csv: it is among the files to scan and is not overwritten; name another.",
      "--refused and --pdf both write to folder/../r.pdf; name another for one of them.",
    ]);
    expect(desk.text("2025.csv")).toBe(before);
  });

  test.each<[args: string[], env: Record<string, string>, sentence: string]>([
    [
      ["scan"],
      { LANG: "en_GB.UTF-8" },
      "Name the files or folders to scan, such as ./plumbline scan orders.csv customers.xlsx.",
    ],
    [["scan", "2025.csv", "--lang", "fr"], { LANG: "C" }, "--lang 应为 zh 或 en，而不是“fr”。"],
    [
      ["scan", "2025.csv", "--map", "absent.yaml"],
      {},
      "absent.yaml：sources[0].fields.order_id.column：2025.csv 没有名为 单号 的列；现有列：订单号、客户编号、客户名称、业务员、下单日期、金额。",
    ],
    [
      ["constructor", "--lang=en"],
      {},
      "There is no command “constructor”; there are scan, rank, demo, detectors, ",
    ],
  ])("%j %j", async (args, env, sentence) => {
    desk.put(
      "absent.yaml",
      "version: 1\nsources:\n  - { file: 2025.csv, kind: order, fields: { order_id: { column: 单号 } } }\n",
    );
    const { code, out, told } = await desk.run(args, env);
    expect([code, out, told.length, told[0]]).toEqual([2, "", 1, expect.stringContaining(sentence)]);
  });
});

test("help, version and the detectors' own explanations need no files", async () => {
  const [help, version, list, one] = await Promise.all([
    desk.run(["scan", "-h", "--lang", "en"]),
    desk.run(["--version"]),
    desk.run(["detectors"]),
    desk.run(["detectors", "split-order", "--lang", "en"]),
  ]);
  expect(help.out).toContain("./plumbline scan FILE-OR-FOLDER…");
  expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(list.out).toMatch(/^split-order\n {4}\p{Script=Han}+ · \p{Script=Han}+/mu);
  for (const part of [
    "Why it is suspicious",
    "Innocent explanations",
    "Blind to",
    "Next checks",
    "approvalLimit = ",
  ])
    expect(one.out).toContain(part);
  expect([help, version, list, one].map(({ code, told }) => [code, told])).toEqual(Array(4).fill([0, []]));
  expect(existsSync(join(desk.folder, "-h"))).toBe(false);
});
