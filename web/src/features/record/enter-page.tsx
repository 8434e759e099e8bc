import { FormOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { type ApiError, api, apiErrorOf, client } from "../../api/index.ts";
import {
  EmptyState,
  Loaded,
  Page,
  RefusalAlert,
  Section,
  useTell,
  useText,
  useWords,
} from "../../ui/index.ts";
import { linePlace } from "./line-place.ts";
import { type Line, LinesEditor } from "./lines-editor.tsx";
import { type FormView, recordPath } from "./model.ts";
import { goToProblem, RecordFields } from "./record-fields.tsx";
import { collect, placesOf, type Typed } from "./typed-values.ts";

const words = {
  zh: {
    title: (kind: string) => `录入${kind}`,
    records: "记录",
    form: "设置表单",
    save: "保存",
    another: "保存并继续录入",
    cancel: "取消",
    saved: (key: string) => `已保存：${key}`,
    there: "查看已有的记录",
    noKey: "编号留空时由系统生成。",
    forbidden: "您不能录入这种记录",
    lines: "明细",
  },
  en: {
    title: (kind: string) => `Enter: ${kind}`,
    records: "Records",
    form: "Form",
    save: "Save",
    another: "Save and enter another",
    cancel: "Cancel",
    saved: (key: string) => `Saved: ${key}`,
    there: "See the one that is there",
    noKey: "Where the number is left open, one is made.",
    forbidden: "You may not enter records of this kind",
    lines: "Lines",
  },
};

export default function EnterPage() {
  const { kind = "" } = useParams();
  const query = api.useQuery("get", "/api/forms/{kind}", { params: { path: { kind } } });
  const word = useWords(words);
  const text = useText();
  const title = query.data ? word.title(text(query.data.title)) : word.records;
  const trail = [
    { title: word.records, path: "/records" },
    ...(query.data ? [{ title: text(query.data.title), path: `/records/${kind}` }] : []),
  ];
  const define = query.data?.mayDefine && (
    <Link to={`/settings/forms/${kind}`}>
      <Button type="text" icon={<FormOutlined />}>
        {word.form}
      </Button>
    </Link>
  );
  return (
    <Page title={title} lead={word.noKey} trail={trail} actions={define}>
      <Loaded query={query}>
        {(form) =>
          form.mayEnter ? <EnterForm key={kind} form={form} /> : <EmptyState title={word.forbidden} />
        }
      </Loaded>
    </Page>
  );
}

function EnterForm({ form }: { readonly form: FormView }) {
  const word = useWords(words);
  const text = useText();
  const tell = useTell();
  const navigate = useNavigate();
  const { data: basics } = api.useQuery("get", "/api/settings/basics", {}, { staleTime: 300_000 });
  const [own, setTyped] = useState<Typed>({});
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [error, setError] = useState<ApiError>();
  const [isSaving, setSaving] = useState(false);

  // What stands there before anybody types: the house's currency, and of people of sales their own name.
  const hasCurrency = form.fields.some(({ place }) => place === "currency");
  const typed: Typed = {
    ...(hasCurrency ? { currency: basics?.houseCurrency ?? "CNY" } : {}),
    ...(form.seller ? { [form.seller.field]: form.seller.employee } : {}),
    ...own,
  };
  const currency = typeof typed.currency === "string" ? typed.currency : undefined;

  const save = async (isLast: boolean) => {
    const { problems: found, ...given } = collect(form.fields, typed, {}, currency);
    const lineFields = form.lines?.fields ?? [];
    const collected = lines.map((line) => collect(lineFields, line.typed, {}, currency));
    const told = Object.fromEntries(Object.entries(found).map(([place, one]) => [place, text(one)]));
    collected.forEach((line, i) => {
      for (const [place, one] of Object.entries(line.problems)) told[linePlace(i, place)] = text(one);
    });
    setProblems(told);
    setError(undefined);
    if (Object.keys(told).length > 0) return goToProblem(told);
    setSaving(true);
    const { data, error: refused } = await client.POST("/api/records/{kind}", {
      params: { path: { kind: form.kind } },
      body: {
        ...given,
        ...(lines.length > 0
          ? { lines: collected.map(({ fields, own: more }) => ({ fields, own: more })) }
          : {}),
      },
    });
    setSaving(false);
    if (data) {
      tell(word.saved(data.key));
      if (isLast) return navigate(recordPath(form.kind, data.record));
      setTyped(keptForNext(own));
      setLines([]);
      return document.querySelector<HTMLElement>(".field-row input:not([disabled])")?.focus();
    }
    const why = apiErrorOf(refused);
    const places = placesOf(why.issues ?? []);
    setError(why);
    setProblems(places);
    goToProblem(places);
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save(true);
      }}
    >
      <EntryRefusal error={error} />
      <Section title={text(form.title)}>
        <RecordFields
          form={form}
          typed={typed}
          problems={problems}
          locked={lockedOf(form)}
          isNew
          onChange={(place, value, name) => setTyped((before) => filled(form, before, place, value, name))}
        />
      </Section>
      {form.lines && (
        <Section title={word.lines}>
          <LinesEditor
            form={form.lines}
            lines={lines}
            currency={currency}
            problems={problems}
            document={typed}
            onChange={setLines}
          />
        </Section>
      )}
      <div className="form-actions">
        <Button onClick={() => navigate(-1)}>{word.cancel}</Button>
        <Button loading={isSaving} onClick={() => void save(false)}>
          {word.another}
        </Button>
        <Button type="primary" htmlType="submit" loading={isSaving}>
          {word.save}
        </Button>
      </div>
    </form>
  );
}

/** People of sales enter in their own name. */
function lockedOf(form: FormView): ReadonlySet<string> {
  return new Set(form.seller && !form.mayCorrect ? [form.seller.field] : []);
}

/** Who enters one after another keeps what seldom changes from one to the next. */
function keptForNext(typed: Typed): Typed {
  const kept = ["currency", "legal_entity", "seller_id", "owner_id", "employee_id"];
  return Object.fromEntries(Object.entries(typed).filter(([place]) => kept.includes(place)));
}

/** A name that belongs to the key just chosen is filled in where nobody has written one. */
function filled(
  form: FormView,
  before: Typed,
  place: string,
  value: string | boolean,
  name: string | undefined,
): Typed {
  const after = { ...before, [place]: value };
  if (name === undefined || place !== "customer_id") return after;
  const [target] = ["buyer_name", "customer_name", "payer_name"].filter((one) =>
    form.fields.some((field) => field.place === one),
  );
  return target !== undefined && (before[target] ?? "") === "" ? { ...after, [target]: name } : after;
}

function EntryRefusal({ error }: { readonly error: ApiError | undefined }) {
  const { there } = useWords(words);
  if (!error) return null;
  if (error.code !== "invalid" && error.code !== "conflict") return <RefusalAlert error={error} />;
  return (
    <Alert
      className="refusal"
      role="alert"
      type="warning"
      showIcon
      title={error.message.split("\n").map((line) => <div key={line}>{line}</div>)}
      action={error.see !== undefined && <Link to={error.see}>{there}</Link>}
    />
  );
}
