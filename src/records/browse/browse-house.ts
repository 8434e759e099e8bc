import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTestHouse, type TestHouse } from "../../people/index.ts";
import type { Follower } from "../../platform/index.ts";
import { recordsPolicies } from "../policies.ts";
import { followBatches } from "../store/follow-batches.ts";
import { importFiles } from "../store/import-files.ts";
import { addBrowseRoutes } from "./browse-routes.ts";
import { followVersions } from "./follow-versions.ts";

/** For tests: a house whose records can be browsed. */
export interface BrowseHouse extends TestHouse {
  readonly follower: Follower;
  /** Imports a file and waits until it is listed. */
  import(name: string, text: string, how?: { complete?: boolean; source?: string }): Promise<void>;
}

export async function openBrowseHouse(): Promise<BrowseHouse> {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-browse-test-"));
  const house = await openTestHouse({ rooms: [recordsPolicies], addRoutes: addBrowseRoutes });
  followBatches(house.events);
  const follower = followVersions(house.events);
  return {
    ...house,
    follower,
    async import(name, text, { complete = false, source = "crm" } = {}) {
      const path = join(folder, name);
      writeFileSync(path, text);
      const context = () => house.contexts.contextFor({ kind: "system", id: "system:test" });
      const run = { signal: new AbortController().signal, context };
      await importFiles(house.database, { paths: [path], source, complete }, run);
      await house.events.settled();
    },
    async close() {
      await house.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
