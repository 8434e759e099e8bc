import type { LiveFacts } from "../../monitoring/index.ts";
import type { Bilingual } from "../../platform/index.ts";

/** What is known of the house when concerns are looked for. */
export interface Findings {
  readonly now: Date;
  readonly disk: { readonly free: number; readonly total: number };
  readonly heldUp: readonly string[];
  readonly waiting: number;
  readonly backups: {
    readonly isScheduled: boolean;
    readonly newest: Date | undefined;
    /** Why the last attempt failed, if it is newer than the newest backup. */
    readonly failed: Bilingual | undefined;
    /** What the last check found wrong. */
    readonly wrong: Bilingual | undefined;
    readonly lastCheck: Date | undefined;
  };
  readonly live: Pick<LiveFacts, "waiting" | "behind" | "failed" | "baseline">;
  readonly failedJobs: number;
  /** What detection cannot do at the moment. */
  readonly detection: readonly Bilingual[];
  /** Time stamps, anchors and mirrors that fail for longer than is well, and why. */
  readonly overdue: readonly { readonly what: Bilingual; readonly problem: Bilingual }[];
}

export interface Concern extends Bilingual {
  readonly severity: "high" | "medium";
}

const hour = 3_600_000;

/** What somebody who runs the house should look at, the worst first. */
export function concernsOf(findings: Findings): Concern[] {
  const { now, disk, heldUp, waiting, backups, live, failedJobs, overdue, detection } = findings;
  const high: Bilingual[] = [];
  const medium: Bilingual[] = [];
  const gigabytes = (disk.free / 1e9).toFixed(1);
  if (disk.free < 1e9 || disk.free < disk.total * 0.03) {
    high.push({
      zh: `数据所在磁盘只剩 ${gigabytes} GB。`,
      en: `The disk of the data has only ${gigabytes} GB left.`,
    });
  } else if (disk.free < disk.total * 0.1) {
    medium.push({
      zh: `数据所在磁盘只剩 ${gigabytes} GB。`,
      en: `The disk of the data has ${gigabytes} GB left.`,
    });
  }
  if (backups.failed) {
    high.push({
      zh: `最近一次备份失败：${backups.failed.zh}`,
      en: `The last backup failed: ${backups.failed.en}`,
    });
  }
  if (backups.wrong) {
    high.push({
      zh: `备份校验不通过：${backups.wrong.zh}`,
      en: `A backup did not pass its check: ${backups.wrong.en}`,
    });
  }
  for (const name of heldUp) {
    high.push({
      zh: `事件日志的跟随者 ${name} 停住了，它维护的页面不再更新；服务器日志中有原因。`,
      en: `The follower ${name} of the log is held up, and what it keeps is out of date; the server's log says why.`,
    });
  }
  if (live.failed.length > 0) {
    const names = live.failed.join(", ");
    high.push({
      zh: `实时检测最近一次失败（${names}）；服务器日志中有原因，全量检测不受影响。`,
      en: `Live detection failed last time (${names}); the server's log says why. Whole runs are not affected.`,
    });
  }
  if (live.baseline !== undefined && live.behind > 60) {
    const seconds = Math.round(live.behind);
    high.push({
      zh: `实时检测落后 ${seconds} 秒，有 ${live.waiting} 批记录待判断。`,
      en: `Live detection is ${seconds} seconds behind: ${live.waiting} batches of records wait to be judged.`,
    });
  }
  if (live.baseline === undefined && live.waiting > 0) {
    medium.push({
      zh: "实时检测尚无基线，新写入的记录要等下一次全量检测才会判断。",
      en: "Live detection has no baseline yet: what comes in is judged by the next whole run.",
    });
  }
  for (const { what, problem } of overdue) {
    high.push({ zh: `${what.zh}已逾期：${problem.zh}`, en: `${what.en} is overdue: ${problem.en}` });
  }
  high.push(...detection);
  if (waiting > 10_000) {
    high.push({ zh: `${waiting} 个事件在等待编号。`, en: `${waiting} events are waiting for their index.` });
  }
  if (!backups.isScheduled) {
    medium.push({
      zh: "没有设置定期备份；请在配置文件的 operations.backup 中设置。",
      en: "No backups are scheduled; set operations.backup in the configuration file.",
    });
  } else if (!backups.newest || now.getTime() - backups.newest.getTime() > 8 * 24 * hour) {
    high.push({ zh: "八天内没有新的备份。", en: "There has been no backup for eight days." });
  }
  if (backups.newest && !backups.lastCheck) {
    medium.push({ zh: "备份从未试恢复过。", en: "No backup has ever been restored for trial." });
  }
  if (failedJobs > 0) {
    medium.push({
      zh: `最近七天有 ${failedJobs} 个任务失败。`,
      en: `${failedJobs} jobs failed in the last seven days.`,
    });
  }
  return [
    ...high.map((one) => ({ ...one, severity: "high" as const })),
    ...medium.map((one) => ({ ...one, severity: "medium" as const })),
  ];
}
