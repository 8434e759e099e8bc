import { Button } from "antd";
import { useEffect } from "react";
import { api } from "../../api/index.ts";
import { RefusalAlert, Section, useText, useWords } from "../../ui/index.ts";
import { JobProgress } from "./job-progress.tsx";
import type { Upload } from "./types.ts";
import { notBegun, useUpload } from "./use-job.ts";

const words = {
  zh: {
    title: "识别文件",
    lead: "系统正在通读文件：编码、分隔符、表头、每列的含义和格式。可以离开此页，稍后回来。",
    failed: "文件没有识别成功",
    again: "重新识别",
    others: "换一批文件",
  },
  en: {
    title: "Recognising the files",
    lead: "The files are read through: encoding, delimiter, header, what each column means and how it is written. You may leave this page and come back.",
    failed: "The files were not recognised",
    again: "Try again",
    others: "Choose other files",
  },
};

interface Props {
  readonly upload: Upload;
  onDone(): void;
  onOthers(): void;
}

/** Asks for the files to be looked at, unless they have been, and goes on by itself. */
export function RecogniseStep({ upload, onDone, onOthers }: Props) {
  const told = useWords(words);
  const text = useText();
  const { refetch } = useUpload(upload.id);
  const { mutate, error, isPending } = api.useMutation("post", "/api/uploads/{id}/preview", {
    onSettled: () => refetch(),
  });
  const { preview } = upload;
  const ask = () => mutate({ params: { path: { id: upload.id } }, body: {} });
  const isUnasked = preview === undefined && upload.state === "ready";
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for an upload that nobody has looked at
  useEffect(() => {
    if (isUnasked && !isPending && !error) ask();
  }, [isUnasked]);
  const isDone = preview?.result !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is done
  useEffect(() => {
    if (isDone) onDone();
  }, [isDone]);
  const job = preview?.job ?? notBegun;
  const isBroken = job.state === "failed" || job.state === "cancelled" || error;
  return (
    <Section title={told.title}>
      <p className="lead">{told.lead}</p>
      <RefusalAlert error={error} />
      <JobProgress job={job} title={isBroken ? told.failed : (upload.files[0]?.path ?? "")} />
      {isBroken && (
        <div className="import-next">
          {job.words && <span>{text(job.words)}</span>}
          <Button onClick={onOthers}>{told.others}</Button>
          <Button type="primary" onClick={ask} loading={isPending}>
            {told.again}
          </Button>
        </div>
      )}
    </Section>
  );
}
