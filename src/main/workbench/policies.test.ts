import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const source = join(import.meta.dirname, "..", "..");

test("every policy of every room has a title in Chinese, for the page on which people read them", () => {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".cedar"),
  );
  expect(files.length).toBeGreaterThan(3);
  const untitled = files.flatMap((file) => {
    const text = readFileSync(join(source, file), "utf8");
    const policies = text.split(/^(?=@id\()/m).slice(1);
    return policies
      .filter((policy) => !/^@title\("[^"]*\p{Script=Han}/mu.test(policy))
      .map((policy) => policy.split("\n")[0]);
  });
  expect(untitled).toEqual([]);
});
