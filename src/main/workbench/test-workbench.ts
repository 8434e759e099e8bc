import { createLogger, makeTestData } from "../../platform/index.ts";
import { readWorkbenchConfig, type WorkbenchConfig } from "./config.ts";
import { openWorkbench, type Workbench } from "./open-workbench.ts";

/** A data folder of a test's own, and the workbench on it as often as it is opened. */
export interface TestPlace {
  readonly data: string;
  config(environment?: Readonly<Record<string, string>>): WorkbenchConfig;
  /** `pages`: the folder of the built web app. */
  open(environment?: Readonly<Record<string, string>>, pages?: string): Promise<Workbench>;
  /** Closes what is still open, and removes the folder. */
  remove(): Promise<void>;
}

export async function makeTestPlace(): Promise<TestPlace> {
  const { data, remove } = await makeTestData();
  const opened: Workbench[] = [];
  const config = (environment = {}) =>
    readWorkbenchConfig({ PORT: "0", PLUMBLINE_DATA: data, ...environment });
  return {
    data,
    config,
    async open(environment, pages) {
      const log = createLogger({ level: "silent" });
      const workbench = await openWorkbench({
        config: config(environment),
        log,
        ...(pages === undefined ? {} : { pages }),
      });
      opened.push(workbench);
      return workbench;
    },
    async remove() {
      for (const workbench of opened) await workbench.close();
      remove();
    },
  };
}
