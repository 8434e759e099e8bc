import { Alert, Button, Input } from "antd";
import { useState } from "react";
import { type ApiError, apiErrorOf, client } from "../../api/index.ts";
import { RefusalAlert, Section, useTell, useText, useWords } from "../../ui/index.ts";
import { Conflict } from "./conflict.tsx";
import type { FormView, RecordView } from "./model.ts";
import { goToProblem, RecordFields } from "./record-fields.tsx";
import { collect, placesOf, type Typed, typedOf } from "./typed-values.ts";

const words = {
  zh: {
    title: "更正",
    lead: "更正会成为新的一版，原内容和您的理由一并留存。来源以后再次变化时，以来源的新内容为准。",
    reason: "更正理由",
    reasonHint: "依据是什么：合同、回单、客户确认……",
    needsReason: "请写明理由。",
    nothing: "没有任何改动。",
    save: "保存为新版本",
    cancel: "取消",
    saved: "已保存为新版本",
    other: "系统登记与其他",
  },
  en: {
    title: "Correct",
    lead: "A correction becomes a new version; what stood before and your reason are kept. What the source says next comes on top.",
    reason: "Reason",
    reasonHint: "On what grounds: the contract, a receipt, the customer's word …",
    needsReason: "Write down the reason.",
    nothing: "Nothing was changed.",
    save: "Save as a new version",
    cancel: "Cancel",
    saved: "Saved as a new version",
    other: "System trail and other",
  },
};

export function CorrectionForm(props: {
  readonly view: RecordView;
  readonly form: FormView;
  refetch(): Promise<unknown>;
  onDone(): void;
}) {
  const { view, form, refetch, onDone } = props;
  const word = useWords(words);
  const text = useText();
  const tell = useTell();
  // What the person saw: stays when somebody else saves meanwhile.
  const [seen, setSeen] = useState({ version: view.version, typed: typedAll(form, view) });
  const [typed, setTyped] = useState<Typed>(seen.typed);
  const [reason, setReason] = useState("");
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [error, setError] = useState<ApiError>();
  const [isSaving, setSaving] = useState(false);
  const currency = typeof typed.currency === "string" ? typed.currency : undefined;

  const save = async () => {
    const { problems: found, ...given } = collect(form.fields, typed, seen.typed, currency);
    const told = Object.fromEntries(Object.entries(found).map(([place, one]) => [place, text(one)]));
    if (reason.trim() === "") told.reason = word.needsReason;
    else if (Object.keys({ ...given.fields, ...given.own, ...found }).length === 0)
      told.reason = word.nothing;
    setProblems(told);
    setError(undefined);
    if (Object.keys(told).length > 0) return goToProblem(told);
    setSaving(true);
    const { error: refused } = await client.POST("/api/records/{kind}/{record}/corrections", {
      params: { path: { kind: view.kind, record: view.record } },
      body: { ...given, version: seen.version, reason },
    });
    if (!refused) {
      await refetch();
      tell(word.saved);
      return onDone();
    }
    const why = apiErrorOf(refused);
    if (why.code === "conflict") await refetch();
    const places = placesOf(why.issues ?? []);
    setSaving(false);
    setError(why);
    setProblems(why.code === "invalid" ? places : {});
    if (why.code === "invalid") goToProblem(places);
  };

  const isStale = error?.code === "conflict" && view.version !== seen.version;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Section title={word.title}>
        <p className="correction-lead">{word.lead}</p>
        {isStale ? (
          <Conflict
            view={view}
            form={form}
            seen={seen.typed}
            wanted={typed}
            now={typedAll(form, view)}
            onResolved={(next) => {
              setSeen({ version: view.version, typed: typedAll(form, view) });
              setTyped(next);
              setError(undefined);
            }}
          />
        ) : (
          <>
            <RefusalSummary error={error} />
            <RecordFields
              form={{ ...form, sections: sectionsFor(form, seen.typed, word.other) }}
              typed={typed}
              problems={problems}
              locked={lockedOf(form)}
              isNew={false}
              onChange={(place, value) => setTyped((before) => ({ ...before, [place]: value }))}
            />
            <div className="field-row reason-row" data-place="reason">
              <label htmlFor="reason">
                {word.reason}
                <span className="must">*</span>
              </label>
              <Input.TextArea
                id="reason"
                rows={2}
                maxLength={2000}
                placeholder={word.reasonHint}
                value={reason}
                {...(problems.reason === undefined ? {} : { status: "error" as const })}
                onChange={(event) => setReason(event.target.value)}
              />
              {problems.reason !== undefined && <div className="field-problem">{problems.reason}</div>}
            </div>
            <div className="form-actions">
              <Button onClick={onDone}>{word.cancel}</Button>
              <Button type="primary" htmlType="submit" loading={isSaving}>
                {word.save}
              </Button>
            </div>
          </>
        )}
      </Section>
    </form>
  );
}

/** What the fields themselves do not say. */
function RefusalSummary({ error }: { readonly error: ApiError | undefined }) {
  if (!error) return null;
  if (error.code !== "invalid" || !error.issues?.length) return <RefusalAlert error={error} />;
  return (
    <Alert
      className="refusal"
      role="alert"
      type="warning"
      showIcon
      title={error.message.split("\n").map((line) => <div key={line}>{line}</div>)}
    />
  );
}

/** What the form hides can be corrected where the record has it. */
function sectionsFor(form: FormView, typed: Typed, other: string): FormView["sections"] {
  const fields = form.hidden.filter((place) => (typed[place] ?? "") !== "");
  if (fields.length === 0) return form.sections;
  return [...form.sections, { title: { zh: other, en: other }, columns: 2, fields }];
}

/** The key tells which record it is, and keeps standing. */
const lockedOf = (form: FormView) =>
  new Set(form.fields.filter(({ isKey }) => isKey).map(({ place }) => place));

function typedAll(form: FormView, view: RecordView): Typed {
  const byPlace = new Map(view.values.map((shown) => [shown.place, shown.value]));
  return Object.fromEntries(
    form.fields.map((field) => [field.place, typedOf(field, byPlace.get(field.place), view.currency)]),
  );
}
