import { useQueryClient } from "@tanstack/react-query";
import { Button, Progress } from "antd";
import { useEffect, useState } from "react";
import { api } from "../../api/index.ts";
import { Moment, RefusalAlert, Section, StatusTag, useText, useWords } from "../../ui/index.ts";
import type { AlertDetail } from "./types.ts";

const words = {
  zh: {
    title: "照原样重算",
    lead: "按当时的版本，用当时已知的记录从头重算，看得分是否与当时一致。",
    run: "重算",
    same: "与当时一致",
    other: "与当时不同",
    gone: "重算没有再发现",
    score: "得分",
    evidence: "证据与当时不同",
    erased: "其间有记录依法删除，凡依据它们的部分无法复原",
    product: (before: string, after: string) => `当时的程序版本 ${before}，重算用 ${after}`,
    ship: "出厂默认",
    rule: (n: number) => `规则第 ${n} 版`,
    index: (n: number) => `记录截至日志第 ${n} 条`,
  },
  en: {
    title: "Worked out again",
    lead: "By the version that made it, from the records as they were known then, to see whether the score is the same.",
    run: "Run again",
    same: "the same",
    other: "not the same",
    gone: "not found again",
    score: "Score",
    evidence: "the evidence is other than it was",
    erased: "records have been erased meanwhile, and what rested on them cannot come back",
    product: (before: string, after: string) => `program version ${before} then, ${after} now`,
    ship: "as it ships",
    rule: (n: number) => `rule version ${n}`,
    index: (n: number) => `records up to entry ${n} of the log`,
  },
};

const ended = ["done", "failed", "cancelled"];

/** Whether what made the alert makes it again. */
export function AlertRerun({ alert }: { readonly alert: AlertDetail }) {
  const text = useWords(words);
  const told = useText();
  const queries = useQueryClient();
  const [job, setJob] = useState<string>();
  const begin = api.useMutation("post", "/api/alerts/{id}/re-runs");
  const progress = api.useQuery(
    "get",
    "/api/alert-re-runs/{id}",
    { params: { path: { id: job ?? "" } } },
    { enabled: job !== undefined, refetchInterval: 1_000 },
  );
  const state = progress.data?.state;
  useEffect(() => {
    if (job === undefined || state === undefined || !ended.includes(state)) return;
    if (state === "done") setJob(undefined);
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === "/api/alerts/{id}" });
  }, [job, state, queries]);
  const start = () =>
    begin.mutateAsync({ params: { path: { id: alert.id } } }).then(
      ({ id }) => setJob(id),
      () => undefined,
    );
  const { rule, run, reruns } = alert;
  const isBusy = job !== undefined && (state === undefined || !ended.includes(state));
  const made = [
    ...(rule === undefined ? [] : [rule === 0 ? text.ship : text.rule(rule)]),
    ...(run.dataIndex === undefined ? [] : [text.index(run.dataIndex)]),
  ];
  return (
    <Section
      title={text.title}
      extra={
        <Button size="small" loading={isBusy || begin.isPending} onClick={() => void start()}>
          {text.run}
        </Button>
      }
    >
      <p className="chart-about">
        {text.lead} {made.join(" · ")}
      </p>
      <RefusalAlert error={begin.error} />
      {isBusy && (
        <>
          <Progress percent={Math.round(progress.data?.percent ?? 0)} size="small" />
          {progress.data?.words && <small>{told(progress.data.words)}</small>}
        </>
      )}
      {!isBusy && state === "failed" && progress.data?.words && <p>{told(progress.data.words)}</p>}
      <ul className="reruns">
        {reruns.map((one) => (
          <li key={one.id}>
            <Outcome rerun={one} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Outcome({ rerun: { result, at, by } }: { readonly rerun: AlertDetail["reruns"][number] }) {
  const text = useWords(words);
  if (!result) return null;
  const { same, before, after, sameEvidence, erased, product } = result;
  const notes = [
    ...(after && !sameEvidence ? [text.evidence] : []),
    ...(erased ? [text.erased] : []),
    ...(product.before === product.after ? [] : [text.product(product.before, product.after)]),
  ];
  return (
    <>
      <StatusTag tone={same ? "good" : "warning"}>
        {same ? text.same : after ? text.other : text.gone}
      </StatusTag>
      {text.score} <span className="figures">{before.score.toFixed(3)}</span>
      {after && (
        <>
          {" → "}
          <span className="figures">{after.score.toFixed(3)}</span>
        </>
      )}{" "}
      <small>
        {by} · <Moment at={at} />
        {notes.length > 0 && ` · ${notes.join(" · ")}`}
      </small>
    </>
  );
}
