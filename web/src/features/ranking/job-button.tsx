import { Button, Progress } from "antd";
import { useEffect, useRef } from "react";
import { client } from "../../api/index.ts";
import { useTellRefusal, useText, useWords } from "../../ui/index.ts";
import type { Job } from "./types.ts";
import { isUnderWay, useModels, useRefresh } from "./use-ranking.ts";

const words = {
  zh: {
    cancel: "取消",
    waiting: { "ranking.score": "等待打分", "ranking.train": "等待训练" },
    failed: { "ranking.score": "上次打分失败：", "ranking.train": "上次训练失败：" },
    none: "未说明原因",
  },
  en: {
    cancel: "Cancel",
    waiting: { "ranking.score": "waiting to score", "ranking.train": "waiting to train" },
    failed: { "ranking.score": "The last scoring failed: ", "ranking.train": "The last training failed: " },
    none: "no reason given",
  },
};

interface JobButtonProps {
  readonly name: Job["name"];
  readonly verb: string;
}

/** Begins scoring or training, tells how far it is, and ends it. */
export function JobButton({ name, verb }: JobButtonProps) {
  const text = useWords(words);
  const say = useText();
  const tell = useTellRefusal();
  const refresh = useRefresh();
  const job = useModels().data?.jobs.find((one) => one.name === name);
  useWhenDone(job, refresh);
  const start = async () => {
    const path = name === "ranking.score" ? "/api/ranking/score" : "/api/ranking/train";
    const { error } = await client.POST(path);
    if (error) tell(error);
    await refresh();
  };
  const cancel = async (id: string) => {
    const { error } = await client.POST("/api/ranking/jobs/{id}/cancel", { params: { path: { id } } });
    if (error) tell(error);
    await refresh();
  };
  if (job && isUnderWay(job))
    return (
      <span className="job" role="status">
        <Progress type="circle" size={18} percent={job.percent} showInfo={false} />
        {job.words ? say(job.words) : text.waiting[name]} {Math.floor(job.percent)}%
        <Button size="small" onClick={() => void cancel(job.id)}>
          {text.cancel}
        </Button>
      </span>
    );
  return (
    <span className="job">
      {job?.state === "failed" && (
        <span className="job-failed">
          {text.failed[name]}
          {job.words ? say(job.words) : text.none}
        </span>
      )}
      <Button type={name === "ranking.train" ? "default" : "primary"} onClick={() => void start()}>
        {verb}
      </Button>
    </span>
  );
}

/** What a job has made is shown when it ends, without somebody loading the page again. */
function useWhenDone(job: Job | undefined, refresh: () => Promise<void>): void {
  const wasUnderWay = useRef(false);
  const isNow = job !== undefined && isUnderWay(job);
  useEffect(() => {
    if (wasUnderWay.current && !isNow) void refresh();
    wasUnderWay.current = isNow;
  }, [isNow, refresh]);
}
