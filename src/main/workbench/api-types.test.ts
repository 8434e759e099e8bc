import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { apiTypesFile, makeApiTypes } from "./api-types.ts";

test("what the web app knows of the routes is what the routes say; if not, run npm run api-types", async () => {
  const kept = readFileSync(apiTypesFile, "utf8");
  expect(kept === (await makeApiTypes())).toBe(true);
});
