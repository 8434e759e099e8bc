import { Alert, Button } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { api } from "../../api/index.ts";
import { Loaded, Page, Section, useConfirm, useText, useWords } from "../../ui/index.ts";
import { CountsTable } from "./counts-table.tsx";
import { ImportFacts } from "./import-facts.tsx";
import { isUnderWay } from "./import-states.tsx";
import { JobProgress } from "./job-progress.tsx";
import { Notes } from "./notes.tsx";
import { RefusedReasons } from "./refused-reasons.tsx";
import type { ImportDetail, ImportRow } from "./types.ts";
import { useImportEvents } from "./use-job.ts";

const words = {
  zh: {
    title: (source: string) => `导入：${source}`,
    trail: "数据导入",
    progress: "导入进行中",
    leave: "可以离开此页，导入会在服务器上继续；服务器重启后也会接着做。",
    broken: "与服务器的连接中断，正在重新连接。导入不受影响，服务器恢复后会从中断处继续。",
    cancel: "取消导入",
    sure: "取消这次导入？",
    what: "已经处理的行会全部撤回，不留下任何记录。",
    result: "结果",
    records: "查看记录",
    alerts: "查看疑点",
    another: "再导入一批",
    again: "返回核对并重试",
    failed: "这次导入没有完成，没有写入任何记录。",
    cancelled: "这次导入已取消，没有写入任何记录。",
    detectors: "检测器会在导入后自动运行，新的疑点随后出现。",
  },
  en: {
    title: (source: string) => `Import: ${source}`,
    trail: "Imports",
    progress: "Importing",
    leave: "You may leave this page: the import goes on at the server, also after the server has restarted.",
    broken:
      "The connection to the server is broken and is being mended. The import is safe and goes on where it was once the server is back.",
    cancel: "Cancel the import",
    sure: "Cancel this import?",
    what: "Everything handled so far is taken back; no record is left.",
    result: "Result",
    records: "See the records",
    alerts: "See the alerts",
    another: "Import more",
    again: "Check again and retry",
    failed: "This import was not completed; no record was written.",
    cancelled: "This import was cancelled; no record was written.",
    detectors: "The detectors run by themselves after an import; new alerts follow.",
  },
};

export default function ImportPage() {
  const { id = "" } = useParams();
  return <OneImport key={id} id={id} />;
}

function OneImport({ id }: { readonly id: string }) {
  const told = useWords(words);
  const [live, setLive] = useState<ImportRow>();
  const query = api.useQuery("get", "/api/imports/{id}", { params: { path: { id } } });
  const shown = live ?? query.data;
  const link = useImportEvents(id, query.data !== undefined && isUnderWay(query.data.state), (row) => {
    setLive(row);
    if (!isUnderWay(row.state)) void query.refetch();
  });
  return (
    <Page
      title={shown ? told.title(shown.source) : told.trail}
      trail={[{ title: told.trail, path: "/imports" }]}
      actions={shown && <Actions row={shown} upload={query.data?.upload} />}
    >
      <Loaded query={query}>
        {(detail: ImportDetail) => {
          const row = { ...detail, ...live };
          return isUnderWay(row.state) ? (
            <UnderWay row={row} isBroken={link === "broken"} />
          ) : (
            <Over detail={row} />
          );
        }}
      </Loaded>
    </Page>
  );
}

function UnderWay({ row, isBroken }: { readonly row: ImportRow; readonly isBroken: boolean }) {
  const told = useWords(words);
  return (
    <Section title={told.progress}>
      {isBroken && <Alert className="refusal" type="warning" showIcon title={told.broken} />}
      <JobProgress job={row} title={row.source} />
      <p className="lead">{told.leave}</p>
    </Section>
  );
}

function Over({ detail }: { readonly detail: ImportDetail }) {
  const told = useWords(words);
  const text = useText();
  const { state, words: said } = detail;
  return (
    <>
      {state === "done" ? (
        <Section title={told.result}>
          {said && <p className="dry-run-sentence">{text(said)}</p>}
          <CountsTable counts={detail.counts} />
          <p className="lead import-after">{told.detectors}</p>
        </Section>
      ) : (
        <Alert
          className="refusal"
          type={state === "failed" ? "error" : "info"}
          showIcon
          title={state === "failed" ? told.failed : told.cancelled}
          description={
            said &&
            text(said)
              .split("\n")
              .map((line) => <div key={line}>{line}</div>)
          }
        />
      )}
      <RefusedReasons
        id={detail.id}
        total={Math.max(detail.refusedTotal, detail.refusedKept)}
        kept={detail.refusedKept}
        reasons={detail.reasons}
      />
      <ImportFacts detail={detail} />
      <Notes notes={detail.notes} />
    </>
  );
}

function Actions({ row, upload }: { readonly row: ImportRow; readonly upload: string | undefined }) {
  const told = useWords(words);
  const confirm = useConfirm();
  const cancel = api.useMutation("post", "/api/imports/{id}/cancel");
  if (isUnderWay(row.state)) {
    return (
      <Button
        danger
        onClick={() =>
          confirm({
            title: told.sure,
            content: told.what,
            verb: told.cancel,
            isDangerous: true,
            act: () => cancel.mutateAsync({ params: { path: { id: row.id } } }),
          })
        }
      >
        {told.cancel}
      </Button>
    );
  }
  const [first] = row.counts;
  return (
    <>
      {row.state !== "done" && upload && (
        <Link to={`/imports/new?upload=${upload}&step=check`}>
          <Button>{told.again}</Button>
        </Link>
      )}
      <Link to="/imports/new">
        <Button>{told.another}</Button>
      </Link>
      {row.state === "done" && (
        <>
          <Link to={first ? `/records/${first.kind}` : "/records"}>
            <Button>{told.records}</Button>
          </Link>
          <Link to="/alerts">
            <Button type="primary">{told.alerts}</Button>
          </Link>
        </>
      )}
    </>
  );
}
