import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AnyJob, createLogger, type Http, type Jobs, openJobs } from "../platform/index.ts";
import type { RoomPolicies } from "./policies.ts";
import type { RoomParts } from "./room-parts.ts";
import { type Browser, goodPassword, openTestHttp, type TestHttp } from "./test-http.ts";

export { type Browser, goodPassword };

export interface TestHouse extends TestHttp {
  readonly parts: RoomParts;
}

export interface TestHouseOptions {
  readonly rooms?: readonly RoomPolicies[];
  /** Jobs that the rooms under test define. */
  jobs?(parts: Omit<RoomParts, "jobs" | "visitors">): readonly AnyJob[];
  addRoutes?(http: Http, parts: RoomParts): void | Promise<void>;
}

/** For tests of the rooms below: a real database, log, jobs and sign-in, with the routes of the rooms under test. */
export async function openTestHouse({
  rooms = [],
  jobs: define = () => [],
  addRoutes = () => undefined,
}: TestHouseOptions = {}): Promise<TestHouse> {
  const data = mkdtempSync(join(tmpdir(), "plumbline-house-"));
  let jobs: Jobs | undefined;
  let made: RoomParts | undefined;
  const house = await openTestHttp(
    undefined,
    async (http, { database, access, contexts, events, visitors }) => {
      const parts = { database, access, contexts, events, data };
      const log = createLogger({ level: "silent" });
      jobs = await openJobs({ database, contexts, definitions: define(parts), log });
      const all = { ...parts, jobs, visitors };
      made = all;
      await addRoutes(http, all);
    },
    rooms,
  );
  if (!made) throw new Error("The rooms were not added.");
  return {
    ...house,
    parts: made,
    async close() {
      await jobs?.close();
      await house.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
