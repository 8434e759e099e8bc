import { describe, expect, test } from "vitest";
import { readPeople } from "./read-people.ts";
import { readTable, readText } from "./read-table.ts";

describe("a table as text", () => {
  test("is read with quotes, line ends of any system and a byte order mark", () => {
    const text = '\uFEFF姓名,邮箱\r\n"王, 伟",wei@example.com\r\n\r\n"说""好""的",b@example.com';
    expect(readTable(text)).toEqual([
      ["姓名", "邮箱"],
      ["王, 伟", "wei@example.com"],
      ['说"好"的', "b@example.com"],
    ]);
  });

  test.each(["\t", ";", "；", "，"])("pasted with %j between its cells is the same", (separator) => {
    expect(readTable(`a${separator}b${separator}c\n1${separator}2${separator}3`)).toEqual([
      ["a", "b", "c"],
      ["1", "2", "3"],
    ]);
  });

  test("of a Chinese Excel, in GB 18030, is read as what it says", async () => {
    const bytes = new Uint8Array([0xd0, 0xd5, 0xc3, 0xfb]); // 姓名
    expect(await readText(new Blob([bytes]))).toBe("姓名");
    expect(await readText(new Blob(["姓名"]))).toBe("姓名");
  });
});

describe("people in a table", () => {
  test("are found by their headings, in either language and any order", () => {
    const expected = [{ name: "王伟", email: "wei@example.com", employeeId: "E001" }];
    const chinese = "工号,备注,邮箱,姓名\nE001,老员工,wei@example.com,王伟";
    const english = "Full Name,E-Mail,Employee_ID\n王伟,wei@example.com,E001";
    for (const text of [chinese, english]) {
      expect(readPeople(text, ["name", "email"], ["employeeId"])).toEqual({ rows: expected, missing: [] });
    }
  });

  test("without a column that is needed are not guessed at", () => {
    expect(readPeople("王伟,wei@example.com", ["name", "email"], []).missing).toEqual(["name", "email"]);
  });

  test("at the top of the chart have no manager", () => {
    const { rows } = readPeople("员工编号,上级编号\nE1,\nE2,E1", ["employeeId"], ["managerId"]);
    expect(rows).toEqual([{ employeeId: "E1" }, { employeeId: "E2", managerId: "E1" }]);
  });
});
