import { Progress } from "antd";
import { useText, useWords } from "../../ui/index.ts";
import type { Job } from "./types.ts";

const words = {
  zh: { waiting: "即将开始", running: "正在进行" },
  en: { waiting: "About to start", running: "Under way" },
};

/** How far a job is and what it is doing, told to those who listen too. */
export function JobProgress({ job, title }: { readonly job: Omit<Job, "id">; readonly title: string }) {
  const told = useWords(words);
  const text = useText();
  const doing = job.words ? text(job.words) : job.state === "waiting" ? told.waiting : told.running;
  return (
    <div className="job-progress" role="status" aria-live="polite">
      <strong>{title}</strong>
      <Progress
        percent={Math.floor(job.percent)}
        status={job.state === "failed" ? "exception" : job.state === "done" ? "success" : "active"}
        aria-label={title}
      />
      <span className="job-words">{doing}</span>
    </div>
  );
}
