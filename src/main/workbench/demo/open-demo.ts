import { setTimeout as sleep } from "node:timers/promises";
import { hasAccounts, type RoomParts } from "../../../people/index.ts";
import { type Bilingual, type JobView, Refusal } from "../../../platform/index.ts";
import { type DemoPerson, isDemoFolder, readDemoPeople } from "./demo-people.ts";
import { readDemoStaff } from "./demo-staff.ts";
import { hasRecords, isLoading, loadDemo } from "./load-demo.ts";
import { setUpDemo, staffDemo } from "./make-accounts.ts";

type Show = (words: Bilingual, share?: number) => void;

/**
 * Fills an empty house with the demo company and a sign-in per role. Each step looks whether it is done, so a start
 * that was killed half-way is finished by the next, and a finished one is not repeated.
 */
export async function openDemo(parts: RoomParts, show: Show): Promise<readonly DemoPerson[]> {
  const { database, data, jobs } = parts;
  if ((await hasAccounts(database.reader)) && !isDemoFolder(data)) throw folderIsTaken();
  const people = readDemoPeople(data);
  const [administrator, lead] = people;
  if (!administrator || !lead) throw new Error("The list of the demo's people is damaged.");
  await setUpDemo(parts, [administrator, lead]);
  if (!(await hasRecords(database.reader)) && !(await isLoading(jobs))) {
    await parts.access.refresh();
    await loadDemo(parts, parts.contexts.contextFor(await leadOf(parts, lead)));
  }
  await ended(parts, "main.demo", show);
  await staffDemo(parts, people, await readDemoStaff(database.reader));
  await parts.events.settled();
  await ended(parts, "monitoring.run", show);
  return people;
}

async function leadOf({ database }: RoomParts, { email }: DemoPerson) {
  const { id } = await database.reader
    .selectFrom("auth_user")
    .select("id")
    .where("email", "=", email)
    .executeTakeFirstOrThrow();
  return { kind: "person", id } as const;
}

/** Waits for the newest job of the name, if there is any. */
async function ended({ jobs }: RoomParts, name: string, show: Show): Promise<void> {
  for (;;) {
    const [last]: (JobView | undefined)[] = await jobs.list(name, 1);
    if (last === undefined || last.state === "done") return;
    if (last.state === "failed" || last.state === "cancelled") {
      throw new Refusal(
        "conflict",
        last.words ?? { zh: "演示公司未能载入。", en: "The demo company was not loaded." },
      );
    }
    if (last.words) show(last.words, last.percent / 100);
    await sleep(250);
  }
}

const folderIsTaken = () =>
  new Refusal("conflict", {
    zh: "此数据文件夹已有账号，不能用作演示。请用 PLUMBLINE_DATA 为演示另指定一个文件夹。",
    en: "This data folder has accounts already and cannot hold the demo. Name another folder for it in PLUMBLINE_DATA.",
  });
