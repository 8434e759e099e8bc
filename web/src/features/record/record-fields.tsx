import { useId } from "react";
import { useText, useWords } from "../../ui/index.ts";
import { FieldInput } from "./field-input.tsx";
import type { FormField, FormView } from "./model.ts";
import type { Typed } from "./typed-values.ts";

const words = {
  zh: { required: "必填", or: (others: string) => `与${others}至少填一项`, key: "录入后不能更改" },
  en: {
    required: "required",
    or: (others: string) => `this or ${others}`,
    key: "cannot be changed once entered",
  },
};

export interface RecordFieldsProps {
  readonly form: Pick<FormView, "fields" | "sections" | "needs">;
  readonly typed: Typed;
  /** Sentences by place. */
  readonly problems: Readonly<Record<string, string>>;
  /** Places that may not be changed. */
  readonly locked?: ReadonlySet<string>;
  readonly isNew: boolean;
  /** `name`: of the record that was chosen. */
  onChange(place: string, value: string | boolean, name?: string): void;
}

/** The inputs of a form in its layout. */
export function RecordFields(props: RecordFieldsProps) {
  const { form } = props;
  const text = useText();
  const byPlace = new Map(form.fields.map((field) => [field.place, field]));
  return form.sections.map(({ title, columns, fields }) => (
    <fieldset key={text(title) + fields[0]} className="field-section">
      <legend>{text(title)}</legend>
      <div className={`field-grid columns-${columns}`}>
        {fields.flatMap((place) => {
          const field = byPlace.get(place);
          return field ? [<FieldRow key={place} field={field} isWide={columns === 1} {...props} />] : [];
        })}
      </div>
    </fieldset>
  ));
}

function FieldRow(props: RecordFieldsProps & { readonly field: FormField; readonly isWide: boolean }) {
  const { field, form, typed, problems, locked, isNew, isWide, onChange } = props;
  const text = useText();
  const word = useWords(words);
  const id = useId();
  const problem = problems[field.place];
  const group = field.of === "field" ? form.needs.find((names) => names.includes(field.name)) : undefined;
  const isMust = field.required || group?.length === 1;
  const others = (group ?? [])
    .filter((name) => name !== field.name)
    .flatMap((name) => {
      const other = form.fields.find(({ place }) => place === name);
      return other ? [text(other.title)] : [];
    });
  const hint = [
    field.help && text(field.help),
    isNew && others.length > 0 && word.or(others.join(" / ")),
    isNew && field.isKey && word.key,
  ].filter(Boolean);
  const currency = typed.currency;
  return (
    <div className="field-row" data-place={field.place}>
      <label htmlFor={id}>
        {text(field.title)}
        {isMust && (
          <span className="must" title={word.required}>
            *
          </span>
        )}
      </label>
      <FieldInput
        id={id}
        field={field}
        value={typed[field.place] ?? ""}
        isDisabled={locked?.has(field.place) ?? false}
        isWrong={problem !== undefined}
        isWide={isWide}
        currency={typeof currency === "string" ? currency : undefined}
        describedBy={problem !== undefined || hint.length > 0 ? `${id}-more` : undefined}
        onChange={(value, name) => onChange(field.place, value, name)}
      />
      {(problem !== undefined || hint.length > 0) && (
        <div id={`${id}-more`} className={problem === undefined ? "field-hint" : "field-problem"}>
          {problem ?? hint.join(" · ")}
        </div>
      )}
    </div>
  );
}

/** To the first input that is wrong, so that nobody has to look for it. */
export function goToProblem(problems: Readonly<Record<string, unknown>>): void {
  requestAnimationFrame(() => {
    const rows = [...document.querySelectorAll<HTMLElement>("[data-place]")];
    const first = rows.find((row) => (row.dataset.place ?? "") in problems);
    first?.querySelector<HTMLElement>("input, textarea")?.focus();
    first?.scrollIntoView({ block: "center" });
  });
}
