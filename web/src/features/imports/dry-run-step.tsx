import { Alert, Button } from "antd";
import { useEffect } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/index.ts";
import { RefusalAlert, Section, useText, useWords } from "../../ui/index.ts";
import { CountsTable } from "./counts-table.tsx";
import { JobProgress } from "./job-progress.tsx";
import { Notes } from "./notes.tsx";
import { RefusedReasons } from "./refused-reasons.tsx";
import type { DryRun, Upload } from "./types.ts";
import { notBegun, useUpload } from "./use-job.ts";

const words = {
  zh: {
    running: "试算中",
    runningLead: "逐行转换、核对，并与已有记录比较；不写入任何记录。",
    title: "试算结果",
    back: "返回修改映射",
    again: "重新试算",
    start: "确认导入",
    failed: "试算没有完成",
    nothing: "没有可导入的行。请返回检查映射，或查看被拒收的原因。",
    source: (source: string) => `数据来源：${source}`,
    complete: "按完整数据处理：文件中没有的记录将标为“消失”。",
  },
  en: {
    running: "Trying out",
    runningLead: "Every row is typed, checked and compared with what is known; no record is written.",
    title: "What the import would do",
    back: "Back to the mapping",
    again: "Try out again",
    start: "Import",
    failed: "It could not be tried out",
    nothing: "There is no row to import. Go back and check the mapping, or see why rows were refused.",
    source: (source: string) => `Source: ${source}`,
    complete: "Taken as complete: records that the files no longer hold will be marked as gone.",
  },
};

/** Tries the plan out by itself, shows what would come of it, and imports when told to. */
export function DryRunStep({ upload, onBack }: { readonly upload: Upload; onBack(): void }) {
  const told = useWords(words);
  const text = useText();
  const navigate = useNavigate();
  const { refetch } = useUpload(upload.id);
  const dry = api.useMutation("post", "/api/uploads/{id}/dry-run", { onSettled: () => refetch() });
  const start = api.useMutation("post", "/api/imports", {
    onSuccess: ({ id }) => void navigate(`/imports/${id}`),
  });
  const { id, dryRun, plan } = upload;
  const ask = () => dry.mutate({ params: { path: { id } } });
  const isUnasked = dryRun === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for a plan that has not been tried out
  useEffect(() => {
    if (isUnasked && !dry.isPending && !dry.error) ask();
  }, [isUnasked]);
  const result = dryRun?.result;
  const job = dryRun?.job ?? notBegun;
  const isBroken = job.state === "failed" || job.state === "cancelled" || dry.error;
  const isEmpty = result?.counts.every(({ observed, gone }) => observed === 0 && gone === 0) === true;
  return (
    <>
      <RefusalAlert error={dry.error ?? start.error} />
      {!result && (
        <Section title={isBroken ? told.failed : told.running}>
          <p className="lead">{told.runningLead}</p>
          <JobProgress job={job} title={told.running} />
          {isBroken && job.words && <Alert type="warning" showIcon title={text(job.words)} />}
        </Section>
      )}
      {result && <Result result={result} plan={plan} jobId={dryRun?.job.id ?? ""} />}
      {isEmpty && <Alert type="warning" showIcon title={told.nothing} />}
      <div className="import-next">
        <Button onClick={onBack}>{told.back}</Button>
        {(result || isBroken) && (
          <Button onClick={ask} loading={dry.isPending}>
            {told.again}
          </Button>
        )}
        <Button
          type="primary"
          disabled={!result || isEmpty}
          loading={start.isPending}
          onClick={() => start.mutate({ body: { upload: id } })}
        >
          {told.start}
        </Button>
      </div>
    </>
  );
}

function Result(props: { readonly result: DryRun; readonly plan: Upload["plan"]; readonly jobId: string }) {
  const { result, plan, jobId } = props;
  const told = useWords(words);
  const text = useText();
  return (
    <>
      <Section title={told.title} extra={plan && told.source(plan.source)}>
        <p className="dry-run-sentence">{text(result.sentence)}</p>
        {plan?.complete && <p className="lead">{told.complete}</p>}
        <CountsTable counts={result.counts} />
      </Section>
      <RefusedReasons
        id={jobId}
        total={result.refusedTotal}
        kept={Math.min(result.refusedTotal, 100_000)}
        reasons={result.reasons}
      />
      <Notes notes={result.notes} />
    </>
  );
}
