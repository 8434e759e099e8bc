import { Alert, Button } from "antd";
import { useState } from "react";
import { api, queryClient } from "../../api/index.ts";
import { LoadingState, RefusalAlert, useWords } from "../../ui/index.ts";
import { certaintyOf, planOf } from "./draft.ts";
import { MappingTable } from "./mapping-table.tsx";
import { Notes } from "./notes.tsx";
import { isSourceName, SourceChoice } from "./source-choice.tsx";
import { TableHead } from "./table-head.tsx";
import { TableList } from "./table-list.tsx";
import type { Plan, Preview, Upload } from "./types.ts";
import { UnusableFiles } from "./unusable-files.tsx";

const words = {
  zh: {
    others: "换一批文件",
    next: "试算",
    nothing: "没有一个文件可以读取。",
    nameFirst: "请先填写数据来源。",
    stillOpen: (count: number) => `还有 ${count} 张表需要处理。`,
  },
  en: {
    others: "Choose other files",
    next: "Try it out",
    nothing: "Not one of the files could be read.",
    nameFirst: "Name the source first.",
    stillOpen: (count: number) =>
      count === 1 ? "One table still needs you." : `${count} tables still need you.`,
  },
};

interface Props {
  readonly upload: Upload;
  onNext(): void;
  onOthers(): void;
}

export function CheckStep(props: Props) {
  const { nothing, others } = useWords(words);
  const preview = props.upload.preview?.result;
  if (!preview) return <LoadingState />;
  if (preview.tables.length > 0) return <Correcting {...props} preview={preview} />;
  return (
    <>
      <Alert type="warning" showIcon title={nothing} />
      <UnusableFiles preview={preview} />
      <Button onClick={props.onOthers}>{others}</Button>
    </>
  );
}

/** Every table with what was recognised in it, to be corrected; the plan is kept when one goes on. */
function Correcting({ upload, preview, onNext, onOthers }: Props & { readonly preview: Preview }) {
  const told = useWords(words);
  const { data: kinds } = api.useQuery(
    "get",
    "/api/import-kinds",
    {},
    { staleTime: Number.POSITIVE_INFINITY },
  );
  const { data: basics } = api.useQuery("get", "/api/settings/basics");
  const [plan, setPlan] = useState<Plan>(() => upload.plan ?? planOf(preview, preview.kept?.name ?? ""));
  const [at, setAt] = useState(0);
  const save = api.useMutation("put", "/api/uploads/{id}/plan", {
    onSuccess: async ({ problems }) => {
      await queryClient.invalidateQueries({ queryKey: ["get", "/api/uploads/{id}"] });
      if (problems.length === 0) onNext();
    },
  });
  if (!kinds) return <LoadingState />;
  const open = preview.tables.filter((table, i) => {
    const source = plan.mapping.sources[i];
    return source === undefined || certaintyOf(table, source, kinds) === "open";
  }).length;
  const table = preview.tables[at];
  const source = plan.mapping.sources[at];
  const editing = { plan, onPlan: setPlan, at, kinds, currencies: basics?.currencies ?? [] };
  const reason = !isSourceName(plan.source) ? told.nameFirst : open > 0 ? told.stillOpen(open) : undefined;
  return (
    <>
      <UnusableFiles preview={preview} />
      <SourceChoice plan={plan} onPlan={setPlan} kept={preview.kept} />
      <div className="import-tables">
        <TableList tables={preview.tables} plan={plan} kinds={kinds} at={at} onChoose={setAt} />
        {table && source && (
          <div className="import-table">
            <TableHead table={table} source={source} {...editing} />
            <MappingTable table={table} source={source} {...editing} />
          </div>
        )}
      </div>
      <Notes notes={preview.notes} />
      <RefusalAlert error={save.error} />
      {save.data && save.data.problems.length > 0 && <Problems problems={save.data.problems} />}
      <div className="import-next">
        <Button onClick={onOthers}>{told.others}</Button>
        {reason && <span className="import-reason">{reason}</span>}
        <Button
          type="primary"
          disabled={reason !== undefined}
          loading={save.isPending}
          onClick={() => save.mutate({ params: { path: { id: upload.id } }, body: plan })}
        >
          {told.next}
        </Button>
      </div>
    </>
  );
}

function Problems({ problems }: { readonly problems: Upload["problems"] }) {
  const language = document.documentElement.lang.startsWith("en") ? "en" : "zh";
  return (
    <Alert
      type="warning"
      showIcon
      title={problems.map(({ message }) => <div key={message.en}>{message[language]}</div>)}
    />
  );
}
