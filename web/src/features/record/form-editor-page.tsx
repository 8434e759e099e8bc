import { Button } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { type ApiError, api, apiErrorOf, client } from "../../api/index.ts";
import { Loaded, Page, RefusalAlert, Section, useTell, useText, useWords } from "../../ui/index.ts";
import { CustomFields } from "./custom-fields.tsx";
import { draftOf, type FormDraft, fieldsOf, toSend } from "./form-draft.ts";
import { LayoutEditor } from "./layout-editor.tsx";
import type { FormView } from "./model.ts";
import { RecordFields } from "./record-fields.tsx";
import type { Typed } from "./typed-values.ts";

const words = {
  zh: {
    title: (kind: string) => `${kind}的录入表单`,
    version: (n: number) => (n === 0 ? "尚未修改过的默认表单" : `第 ${n} 版`),
    forms: "录入表单",
    custom: "自定义字段",
    layout: "布局",
    preview: "预览",
    previewHint: "可以试填，不会保存",
    save: "保存为新版本",
    undo: "撤销改动",
    latest: "载入最新版本（放弃我的改动）",
    saved: (n: number) => `已保存为第 ${n} 版`,
    enter: "用它录入",
  },
  en: {
    title: (kind: string) => `Form: ${kind}`,
    version: (n: number) => (n === 0 ? "the form nobody has changed yet" : `version ${n}`),
    forms: "Forms",
    custom: "Fields of your own",
    layout: "Layout",
    preview: "Preview",
    previewHint: "Try it; nothing is saved",
    save: "Save as a new version",
    undo: "Undo changes",
    latest: "Load the latest (and drop my changes)",
    saved: (n: number) => `Saved as version ${n}`,
    enter: "Enter with it",
  },
};

export default function FormEditorPage() {
  const { kind = "" } = useParams();
  const query = api.useQuery("get", "/api/forms/{kind}", { params: { path: { kind } } });
  const word = useWords(words);
  const text = useText();
  const form = query.data;
  return (
    <Page
      title={form ? word.title(text(form.title)) : word.forms}
      lead={form && word.version(form.version)}
      trail={[{ title: word.forms, path: "/settings/forms" }]}
      actions={
        form?.mayEnter && (
          <Link to={`/records/${kind}/new`}>
            <Button type="text">{word.enter}</Button>
          </Link>
        )
      }
    >
      <Loaded query={query}>
        {(found) => (
          <FormEditor key={`${kind}/${found.version}`} form={found} refetch={() => query.refetch()} />
        )}
      </Loaded>
    </Page>
  );
}

function FormEditor({ form, refetch }: { readonly form: FormView; refetch(): Promise<unknown> }) {
  const word = useWords(words);
  const tell = useTell();
  const [draft, setDraft] = useState<FormDraft>(() => draftOf(form));
  const [error, setError] = useState<ApiError>();
  const [isSaving, setSaving] = useState(false);
  const start = draftOf(form);
  const isChanged = JSON.stringify(toSend(draft)) !== JSON.stringify(toSend(start));

  const save = async () => {
    setSaving(true);
    const { data, error: refused } = await client.PUT("/api/forms/{kind}", {
      params: { path: { kind: form.kind } },
      body: { ...toSend(draft), version: form.version },
    });
    setSaving(false);
    setError(refused ? apiErrorOf(refused) : undefined);
    if (!data) return scrollTo({ top: 0 });
    tell(word.saved(data.version));
    await refetch();
  };
  return (
    <>
      <Refused error={error} label={word.latest} onLatest={() => void refetch()} />
      <div className="record-columns even">
        <div>
          <Section title={word.custom}>
            <CustomFields draft={draft} onChange={setDraft} issues={error?.issues ?? []} />
          </Section>
          <Section title={word.layout}>
            <LayoutEditor form={form} draft={draft} onChange={setDraft} />
          </Section>
        </div>
        <div className="preview">
          <Section title={word.preview} extra={<span className="quiet">{word.previewHint}</span>}>
            <Preview form={form} draft={draft} />
          </Section>
        </div>
      </div>
      <div className="form-actions">
        <Button disabled={!isChanged} onClick={() => setDraft(start)}>
          {word.undo}
        </Button>
        <Button type="primary" disabled={!isChanged} loading={isSaving} onClick={() => void save()}>
          {word.save}
        </Button>
      </div>
    </>
  );
}

/** Problems that a custom field shows itself are told there too. */
function Refused(props: { error: ApiError | undefined; label: string; onLatest(): void }) {
  const { error, label, onLatest } = props;
  if (!error) return null;
  const { issues: _, ...rest } = error;
  return (
    <>
      <RefusalAlert error={error.code === "invalid" && error.message.includes("\n") ? rest : error} />
      {error.code === "conflict" && (
        <Button className="refusal" onClick={onLatest}>
          {label}
        </Button>
      )}
    </>
  );
}

/** As it will be, for trying. */
function Preview({ form, draft }: { readonly form: FormView; readonly draft: FormDraft }) {
  const [typed, setTyped] = useState<Typed>({});
  return (
    <RecordFields
      form={{ fields: fieldsOf(form, draft), sections: [...draft.sections], needs: form.needs }}
      typed={typed}
      problems={{}}
      isNew
      onChange={(place, value) => setTyped((before) => ({ ...before, [place]: value }))}
    />
  );
}
