import { EditOutlined, FormOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { api, useMe } from "../../api/index.ts";
import { Loaded, Page, Section, useText, useWords } from "../../ui/index.ts";
import { CorrectionForm } from "./correction-form.tsx";
import { FieldsView } from "./fields-view.tsx";
import { History } from "./history.tsx";
import type { FormView, RecordView } from "./model.ts";
import { RecordAlerts } from "./record-alerts.tsx";
import { RecordEvidence } from "./record-evidence.tsx";
import { RecordFacts } from "./record-facts.tsx";
import { titleOf } from "./record-title.ts";
import { Related } from "./related.tsx";
import { SourceRow } from "./source-row.tsx";

const words = {
  zh: { records: "记录", correct: "更正", form: "设置表单", now: "当前内容", loading: "记录" },
  en: { records: "Records", correct: "Correct", form: "Form", now: "As it stands", loading: "Record" },
};

export default function RecordPage() {
  const { kind = "", record = "" } = useParams();
  const found = api.useQuery("get", "/api/records/{kind}/{record}", { params: { path: { kind, record } } });
  const form = api.useQuery("get", "/api/forms/{kind}", { params: { path: { kind } } });
  const { loading, records } = useWords(words);
  if (!found.data || !form.data) {
    return (
      <Page title={loading} trail={[{ title: records, path: "/records" }]}>
        <Loaded query={found}>{() => <Loaded query={form}>{() => null}</Loaded>}</Loaded>
      </Page>
    );
  }
  // A new record is a new page: nothing of the one before stays.
  return <OneRecord key={record} view={found.data} form={form.data} refetch={() => found.refetch()} />;
}

function OneRecord(props: { view: RecordView; form: FormView; refetch(): Promise<unknown> }) {
  const { view, form, refetch } = props;
  const text = useText();
  const { records, correct, form: formWord, now } = useWords(words);
  const { roles } = useMe();
  const [isCorrecting, setCorrecting] = useState(false);
  const seesAlerts = roles.includes("lead-auditor") || roles.includes("auditor");
  const packsEvidence = seesAlerts || roles.includes("finance");
  const kindTitle = text(view.kindTitle);
  return (
    <Page
      title={titleOf(view, kindTitle)}
      lead={<RecordFacts view={view} />}
      trail={[
        { title: records, path: "/records" },
        { title: kindTitle, path: `/records/${view.kind}` },
      ]}
      actions={
        <>
          {packsEvidence && <RecordEvidence view={view} />}
          {form.mayDefine && (
            <Link to={`/settings/forms/${view.kind}`}>
              <Button type="text" icon={<FormOutlined />}>
                {formWord}
              </Button>
            </Link>
          )}
          {view.mayCorrect && !isCorrecting && (
            <Button type="primary" icon={<EditOutlined />} onClick={() => setCorrecting(true)}>
              {correct}
            </Button>
          )}
        </>
      }
    >
      {isCorrecting ? (
        <CorrectionForm view={view} form={form} refetch={refetch} onDone={() => setCorrecting(false)} />
      ) : (
        <div className="record-columns">
          <div>
            <Section title={now}>
              <FieldsView view={view} form={form} />
            </Section>
          </div>
          <div>
            {seesAlerts && <RecordAlerts record={view.record} />}
            <History view={view} form={form} />
            <SourceRow view={view} />
          </div>
        </div>
      )}
      {!isCorrecting && <Related view={view} />}
    </Page>
  );
}
