import { Alert, Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { api } from "../../api/index.ts";
import { Loaded, Page, RefusalAlert, Section, useTell, useText, useWords } from "../../ui/index.ts";
import { declarationOf, draftOf, freshDraft, type OwnDraft } from "./own-draft.ts";
import { Both, OwnParameters } from "./own-fields.tsx";
import { missingIn, withPlaceholders } from "./own-missing.ts";
import { OwnTables } from "./own-tables.tsx";
import { ownWords } from "./own-words.ts";
import { ReasonField } from "./reason-field.tsx";
import type { Version } from "./types.ts";
import { useRefresh } from "./use-rules.ts";

/** Writes a detector, or a further version of one, or goes on with a draft. */
export default function OwnPage() {
  const text = useWords(ownWords);
  const [asked] = useSearchParams();
  const id = asked.get("id");
  return (
    <Page
      title={text.title}
      lead={text.lead}
      trail={[
        { title: text.detectors, path: "/detectors" },
        ...(id ? [{ title: id, path: `/detectors/${id}` }] : []),
      ]}
    >
      {id ? <Further id={id} number={Number(asked.get("number") ?? 0)} /> : <Editor first={freshDraft} />}
    </Page>
  );
}

/** From the draft that is named, or else from the newest version. */
function Further({ id, number }: { readonly id: string; readonly number: number }) {
  const query = api.useQuery("get", "/api/detectors/{id}/versions", { params: { path: { id } } });
  return (
    <Loaded query={query}>
      {({ rows }) => {
        const named = rows.find((row) => row.number === number);
        const declared = (named ?? rows[0])?.declaration;
        const first = declared ? draftOf(id, declared) : { ...freshDraft, id };
        return <Editor first={first} isKnown {...(named ? { version: named } : {})} />;
      }}
    </Loaded>
  );
}

interface EditorProps {
  readonly first: OwnDraft;
  readonly isKnown?: boolean;
  /** The draft that is gone on with. */
  readonly version?: Version;
}

function Editor({ first, isKnown = false, version }: EditorProps) {
  const text = useWords(ownWords);
  const told = useText();
  const tell = useTell();
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [draft, setDraft] = useState(first);
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const check = api.useMutation("post", "/api/own-detectors/check");
  const write = api.useMutation("post", "/api/own-detectors");
  const further = api.useMutation("post", "/api/detectors/{id}/versions");
  const edit = api.useMutation("put", "/api/detectors/{id}/versions/{number}");
  const set = (part: Partial<OwnDraft>) => {
    setDraft({ ...draft, ...part });
    check.reset();
  };
  const { id } = draft;
  const missing = missingIn(draft, text);
  const save = async () => {
    setAsked(true);
    if (reason.trim() === "" || missing.length > 0) return;
    const body = { params: version?.params ?? {}, declaration: declarationOf(draft), reason };
    const sent = version
      ? edit.mutateAsync({
          params: { path: { id, number: version.number } },
          body: { ...body, revision: version.revision },
        })
      : isKnown
        ? further.mutateAsync({ params: { path: { id } }, body })
        : write.mutateAsync({ body: { ...body, id } });
    await sent.then(
      async () => {
        tell(text.saved);
        await refresh();
        await navigate(`/detectors/${id}`);
      },
      () => undefined,
    );
  };
  const problems = check.data?.problems;
  return (
    <Form layout="vertical" className="own">
      <Section title={text.sql}>
        <p className="lead">{text.sqlHint}</p>
        <Input.TextArea
          className="own-code"
          aria-label={text.sql}
          spellCheck={false}
          rows={16}
          value={draft.sql}
          onChange={({ target }) => set({ sql: target.value })}
        />
        <p className="lead">{text.columns}</p>
        <OwnTables />
      </Section>
      <Section title={text.parameters}>
        <OwnParameters parameters={draft.parameters} onChange={(parameters) => set({ parameters })} />
      </Section>
      <Section title={text.about}>
        <About draft={draft} set={set} isKnown={isKnown} />
      </Section>
      <Section title={text.save}>
        <RefusalAlert error={write.error ?? further.error ?? edit.error ?? check.error} />
        {problems &&
          (problems.length === 0 ? (
            <Alert type="success" showIcon title={text.fine} />
          ) : (
            <Alert
              type="warning"
              showIcon
              title={text.problems}
              description={problems.map((one) => <div key={one.en}>{told(one)}</div>)}
            />
          ))}
        {(isAsked || problems) && missing.length > 0 && (
          <Alert type="warning" showIcon title={text.missing} description={missing.join(text.comma)} />
        )}
        <ReasonField value={reason} onChange={setReason} hint={text.hint} isAsked={isAsked} />
        <div className="parameter-actions">
          <Button
            type="primary"
            loading={write.isPending || further.isPending || edit.isPending}
            onClick={() => void save()}
          >
            {text.save}
          </Button>
          <Button
            loading={check.isPending}
            onClick={() =>
              void check
                .mutateAsync({ body: { declaration: withPlaceholders(declarationOf(draft)) } })
                .catch(() => undefined)
            }
          >
            {text.check}
          </Button>
        </div>
      </Section>
    </Form>
  );
}

interface AboutProps {
  readonly draft: OwnDraft;
  set(part: Partial<OwnDraft>): void;
  readonly isKnown: boolean;
}

function About({ draft, set, isKnown }: AboutProps) {
  const text = useWords(ownWords);
  const told = useText();
  const { data } = api.useQuery(
    "get",
    "/api/own-detectors/tables",
    {},
    { staleTime: Number.POSITIVE_INFINITY },
  );
  return (
    <>
      <div className="own-three">
        <Form.Item label={text.id} htmlFor="own-id" extra={text.idHint} required>
          <Input
            id="own-id"
            className="own-code"
            disabled={isKnown}
            value={draft.id}
            onChange={({ target }) => set({ id: target.value })}
          />
        </Form.Item>
        <Form.Item label={text.scheme}>
          <Select
            value={draft.scheme}
            aria-label={text.scheme}
            options={(data?.schemes ?? []).map(({ id, title }) => ({ value: id, label: told(title) }))}
            onChange={(scheme) => set({ scheme: scheme as OwnDraft["scheme"] })}
          />
        </Form.Item>
        <Form.Item label={text.severity}>
          <Select
            value={draft.severity}
            aria-label={text.severity}
            options={(["low", "medium", "high"] as const).map((value) => ({
              value,
              label: text.severities[value],
            }))}
            onChange={(severity) => set({ severity })}
          />
        </Form.Item>
      </div>
      <Both name="title" label={text.name} value={draft.title} onChange={(title) => set({ title })} />
      <Both name="why" label={text.why} value={draft.why} onChange={(why) => set({ why })} rows={3} />
      <Both
        name="formula"
        label={text.formula}
        value={draft.formula}
        onChange={(formula) => set({ formula })}
        rows={2}
      />
      <Both
        name="sentence"
        label={text.sentence}
        value={draft.sentence}
        onChange={(sentence) => set({ sentence })}
        rows={2}
      />
      {(["innocent", "blindTo", "nextChecks"] as const).map((name) => (
        <Both
          key={name}
          name={name}
          label={text[name]}
          value={draft[name]}
          onChange={(value) => set({ [name]: value })}
          rows={3}
        />
      ))}
      <Form.Item label={text.reads} htmlFor="own-reads">
        <Input.TextArea
          id="own-reads"
          className="own-code"
          rows={2}
          value={draft.reads}
          onChange={({ target }) => set({ reads: target.value })}
        />
      </Form.Item>
      <Form.Item label={text.source} htmlFor="own-source" required>
        <Input
          id="own-source"
          value={draft.source}
          onChange={({ target }) => set({ source: target.value })}
        />
      </Form.Item>
    </>
  );
}
