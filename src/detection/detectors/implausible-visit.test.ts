import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import implausibleVisit from "./implausible-visit.ts";

const places = [
  [116.4, 39.9],
  [116.41, 39.91],
  [116.42, 39.92],
  [116.43, 39.93],
  [116.44, 39.94],
] as const;
const topics = ["价格", "交货", "样品", "售后", "陈列", "促销", "付款", "培训", "安装", "合同"];

/** Six honest employees who visit the five customers in turn, two a day, an hour each, with notes of their own. */
function honest() {
  return Array.from({ length: 240 }, (_, i) => {
    const employee = i % 6;
    const turn = Math.floor(i / 6);
    const place = turn % 5;
    const day = `2025-${String(Math.floor(turn / 20) + 3).padStart(2, "0")}-${String((turn % 20) + 1).padStart(2, "0")}`;
    return {
      activity_id: `H${i}`,
      type: "拜访",
      employee_id: `S${employee}`,
      customer_id: `C${place}`,
      started_at: `${day} 09:00:00`,
      ended_at: `${day} 10:00:00`,
      longitude: (places[place]?.[0] ?? 0) + (employee - 3) * 0.0002,
      latitude: places[place]?.[1] ?? 0,
      device_id: `D${employee}`,
      device_risk: "0",
      photo_hash: `P${i}`,
      notes: `与采购经理谈了第${i}次${topics[i % 10]}和${topics[(i * 7 + employee) % 10]}的具体安排${String.fromCharCode(0x4e00 + i * 31)}，约好${topics[(i + 3) % 10]}再议${String.fromCharCode(0x5e00 + i * 17)}。`,
    };
  });
}
const visit = (i: number, more: Record<string, unknown> = {}) => ({
  activity_id: `X${i}`,
  employee_id: "F",
  customer_id: `C${i % 5}`,
  started_at: `2025-05-${String((i % 28) + 1).padStart(2, "0")} 14:00:00`,
  longitude: places[i % 5]?.[0],
  latitude: places[i % 5]?.[1],
  ...more,
});
const times = (n: number, more: (i: number) => Record<string, unknown>) =>
  Array.from({ length: n }, (_, i) => visit(i, more(i)));
const detect = async (activities: Record<string, unknown>[], employees: Record<string, unknown>[] = []) =>
  detectIn(implausibleVisit, { activities: [...honest(), ...activities], employees });

test("stays quiet on honest visits, on clean devices and on words that deny a risk", async () => {
  const { findings } = await detect(
    times(6, (i) => ({ device_risk: ["0", "正常", "未越狱", "normal", "no root", undefined][i] })),
  );
  expect(findings).toEqual([]);
});

test("devices flagged by Fxiaoke's codes or in words are found", async () => {
  const { findings, charts } = await detect(
    times(4, (i) => ({ device_risk: ["3", "虚拟定位", "Rooted", "4 emulator"][i] })),
  );
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    subject: { kind: "seller", id: "F" },
    seller: "F",
    evidence: [241, 242, 243, 244],
    score: 0.65 + 0.32 * 0.5,
  });
  expect(findings[0]?.facts).toMatchObject({ sign: "device", count: 4, of: 4 });
  expect(charts[0]?.rows.filter((row) => "suspect" in row && row.suspect)).toHaveLength(4);
});

test("check-ins two kilometres from where everybody else finds the customer are found", async () => {
  const { findings } = await detect(
    times(10, (i) => (i < 6 ? { latitude: (places[i % 5]?.[1] ?? 0) + 0.02 } : {})),
  );
  expect(findings.map(({ facts }) => [facts.sign, facts.count, facts.of])).toEqual([["off-site", 6, 10]]);
  expect(findings[0]?.facts.worst).toBeCloseTo(2224, -2);
});

test("the source's own distance counts before coordinates", async () => {
  const { findings } = await detect(times(8, () => ({ distance: 3000 })));
  expect(findings.map(({ facts }) => facts.sign)).toEqual(["off-site"]);
});

test("from Beijing to Shanghai in half an hour, twice, is impossible; by aeroplane in three hours it is not", async () => {
  const shanghai = { longitude: 121.47, latitude: 31.23, customer_id: "SH" };
  const trip = (day: number, hour: string) => [
    visit(day, {
      activity_id: `B${day}`,
      customer_id: "C0",
      longitude: 116.4,
      latitude: 39.9,
      started_at: `2025-05-${day + 10} 09:00:00`,
      ended_at: `2025-05-${day + 10} 09:30:00`,
    }),
    visit(day, {
      activity_id: `S${day}`,
      ...shanghai,
      started_at: `2025-05-${day + 10} ${hour}`,
      ended_at: `2025-05-${day + 10} 16:00:00`,
    }),
  ];
  const fast = await detect([...trip(1, "10:00:00"), ...trip(2, "10:00:00")]);
  expect(fast.findings.map(({ facts }) => [facts.sign, facts.count])).toEqual([["speed", 2]]);
  expect(Number(fast.findings[0]?.facts.worst)).toBeGreaterThan(2000);
  expect((await detect([...trip(1, "13:00:00"), ...trip(2, "13:00:00")])).findings).toEqual([]);
});

test("being at two customers at once, more than once, is found", async () => {
  const pair = (i: number) => [
    visit(i, {
      customer_id: "C0",
      longitude: null,
      latitude: null,
      ended_at: `2025-05-${i + 1} 15:00:00`,
      started_at: `2025-05-${i + 1} 14:00:00`,
    }),
    visit(i, {
      customer_id: "C1",
      longitude: null,
      latitude: null,
      ended_at: `2025-05-${i + 1} 15:30:00`,
      started_at: `2025-05-${i + 1} 14:20:00`,
    }),
  ];
  const { findings } = await detect([...pair(10), ...pair(12)]);
  expect(findings.map(({ facts }) => [facts.sign, facts.count, facts.worst])).toEqual([["overlap", 2, 40]]);
});

test("a photo used again is found with the visits that reused it, not the first", async () => {
  const { findings } = await detect(times(3, () => ({ photo_hash: "SAME" })));
  expect(findings.map(({ facts, evidence }) => [facts.sign, evidence])).toEqual([["photo", [242, 243]]]);
});

test("the same sentences with another date and number are copied; a phrase that everybody uses is not", async () => {
  const copy = times(8, (i) => ({
    notes: `${i + 3}月${i}日到店与店长沟通新品上架事宜，客户反馈良好愿意继续合作，预计下月订货${i * 10}件。`,
  }));
  const { findings } = await detect(copy);
  expect(findings.map(({ facts }) => [facts.sign, facts.count])).toEqual([["notes", 8]]);
  // In words, and all in one breath.
  const days = [
    "三月五日",
    "三月十二日",
    "四月二日",
    "四月二十一日",
    "五月六日",
    "五月三十日",
    "六月八日",
    "昨天",
  ];
  const told = times(8, (i) => ({ notes: `${days[i]}到店与店长沟通新品上架事宜客户反馈良好` }));
  expect((await detect(told)).findings.map(({ facts }) => [facts.sign, facts.count])).toEqual([["notes", 8]]);
  const phrase = honest().map((row) => ({
    ...row,
    notes: "按照公司要求完成门店例行巡检工作，一切正常无异常情况。",
  }));
  expect((await detectIn(implausibleVisit, { activities: phrase })).findings).toEqual([]);
});

test("visits after leaving the company and on leave are found", async () => {
  const left = await detect(
    times(2, () => ({})),
    [{ employee_id: "F", left_on: "2025-04-30" }],
  );
  expect(left.findings.map(({ facts }) => [facts.sign, facts.count])).toEqual([["absent", 2]]);
  const leave = {
    activity_id: "L",
    employee_id: "F",
    type: "请假",
    started_at: "2025-05-01",
    ended_at: "2025-05-02",
  };
  const away = await detect([...times(2, () => ({})), leave]);
  expect(away.findings.map(({ facts, evidence }) => [facts.sign, evidence])).toEqual([["absent", [241]]]);
});

test("two employees who share a device on the same days are both found", async () => {
  const one = times(3, () => ({ device_id: "DX" }));
  const other = times(3, (i) => ({
    employee_id: "G",
    activity_id: `Y${i}`,
    device_id: "DX",
    started_at: `2025-05-0${i + 1} 16:00:00`,
  }));
  const { findings } = await detect([...one, ...other]);
  expect(findings.map(({ subject, facts }) => [subject.id, facts.sign, facts.count]).sort()).toEqual([
    ["F", "shared-device", 3],
    ["G", "shared-device", 3],
  ]);
});

test("where short stays are the custom of all, nobody is named; who alone does it is", async () => {
  const short = (n: number) =>
    times(n, (i) => ({ ended_at: `2025-05-${String((i % 28) + 1).padStart(2, "0")} 14:03:00` }));
  expect((await detect(short(9))).findings.map(({ facts }) => facts.sign)).toEqual(["short"]);
  const all = honest().map((row) => ({ ...row, ended_at: row.started_at.replace("09:00", "09:04") }));
  expect((await detectIn(implausibleVisit, { activities: [...all, ...short(9)] })).findings).toEqual([]);
});
