import { LockOutlined } from "@ant-design/icons";
import { Tooltip } from "antd";
import { EmptyState, useText, useWords } from "../../ui/index.ts";
import type { FormView, RecordView, ShownValue } from "./model.ts";
import { LinkedValue } from "./values.tsx";

const words = {
  zh: { empty: "没有任何已识别的字段", personal: "个人信息：查看会记入日志", hidden: "系统登记与其他" },
  en: {
    empty: "No field was recognised",
    personal: "Personal data: reading it is told in the log",
    hidden: "System trail and other",
  },
};

/** The values as the form lays them out; what the form hides follows at the end, for records keep it. */
export function FieldsView({ view, form }: { readonly view: RecordView; readonly form: FormView }) {
  const text = useText();
  const { empty, hidden } = useWords(words);
  const byPlace = new Map(view.values.map((shown) => [shown.place, shown]));
  const take = (places: readonly string[]) =>
    places.flatMap((place) => {
      const shown = byPlace.get(place);
      byPlace.delete(place);
      return shown ? [shown] : [];
    });
  const sections = form.sections.map(({ title, columns, fields }) => ({
    title: text(title),
    columns,
    values: take(fields),
  }));
  const all = [...sections, { title: hidden, columns: 2, values: [...byPlace.values()] }];
  if (view.values.length === 0) return <EmptyState title={empty} />;
  return all
    .filter(({ values }) => values.length > 0)
    .map(({ title, columns, values }) => (
      <div key={title} className="field-section">
        <h3>{title}</h3>
        <dl className={`field-grid columns-${columns}`}>
          {values.map((shown) => (
            <FieldShown key={shown.place} shown={shown} view={view} form={form} />
          ))}
        </dl>
      </div>
    ));
}

function FieldShown(props: { shown: ShownValue; view: RecordView; form: FormView }) {
  const { shown, view, form } = props;
  const text = useText();
  const { personal } = useWords(words);
  const field = form.fields.find(({ place }) => place === shown.place);
  return (
    <div className={isLong(shown) ? "field-shown wide" : "field-shown"}>
      <dt>
        {text(shown.title)}
        {shown.personal && (
          <Tooltip title={personal}>
            <LockOutlined className="personal" aria-label={personal} />
          </Tooltip>
        )}
      </dt>
      <dd>
        <LinkedValue shown={shown} currency={view.currency} choices={field?.choices} />
      </dd>
    </div>
  );
}

const isLong = ({ value }: ShownValue) => typeof value === "string" && value.length > 48;
