import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useId, useState } from "react";
import { formatMoney, useLanguage, useText, useWords } from "../../ui/index.ts";
import { amountOf, majorOf, minorDigits, netOf, plainNumber, shift } from "./decimal.ts";
import { FieldInput } from "./field-input.tsx";
import { linePlace } from "./line-place.ts";
import type { FormField, FormView } from "./model.ts";
import { settledOf, type Typed } from "./typed-values.ts";

const words = {
  zh: {
    add: "增加一行",
    remove: (n: number) => `删除第 ${n} 行`,
    none: "可以先不录明细，也可以与单据一起录入。",
    vat: "税率",
    vatHint: "按“数量 × 单价（含税）”自动算出金额，可以改写",
    sum: "合计",
    differs: (what: string, document: string) => `与单据上的${what} ${document} 不一致`,
    filled: "单据金额留空时取明细合计",
    more: "更多列",
    fewer: "常用列",
  },
  en: {
    add: "Add a line",
    remove: (n: number) => `Remove line ${n}`,
    none: "Lines may be entered together with the document, or not at all.",
    vat: "VAT",
    vatHint: "Amounts are worked out from quantity × price with tax; they may be overwritten",
    sum: "Total",
    differs: (what: string, document: string) => `differs from the document's ${what}, ${document}`,
    filled: "Where the document's amounts are left open, the totals are taken",
    more: "More columns",
    fewer: "Usual columns",
  },
};

export interface Line {
  readonly id: string;
  readonly typed: Typed;
}

type LinesForm = NonNullable<FormView["lines"]>;

const usual = ["product_id", "product_name", "quantity", "unit", "unit_price", "gross", "net", "tax"];
const sums = ["gross", "net", "tax"] as const;

/** Lines of an order or an invoice: a table to type along, cell by cell with Tab; Enter on the last adds one. */
export function LinesEditor(props: {
  readonly form: LinesForm;
  readonly lines: readonly Line[];
  readonly currency: string | undefined;
  readonly problems: Readonly<Record<string, string>>;
  /** What is typed above the lines. */
  readonly document: Typed;
  onChange(lines: readonly Line[]): void;
}) {
  const { form, lines, currency, problems, document, onChange } = props;
  const word = useWords(words);
  const text = useText();
  const vatId = useId();
  const [vat, setVat] = useState("13");
  const [isWhole, setWhole] = useState(false);
  const fields = columnsOf(form, isWhole);

  const add = () => onChange([...lines, { id: crypto.randomUUID(), typed: {} }]);
  const change = (at: number, place: string, value: string | boolean, name?: string) =>
    onChange(
      lines.map((line, i) =>
        i === at
          ? { ...line, typed: worked({ ...line.typed, [place]: value }, place, { vat, currency, name }) }
          : line,
      ),
    );
  return (
    <div className="lines-editor">
      <div className="lines-tools">
        <label htmlFor={vatId}>{word.vat}</label>
        <Input
          id={vatId}
          className="vat-input number-input"
          inputMode="decimal"
          value={vat}
          suffix="%"
          onChange={(event) => setVat(event.target.value)}
        />
        <span className="quiet">{word.vatHint}</span>
        <Button type="link" size="small" onClick={() => setWhole(!isWhole)}>
          {isWhole ? word.fewer : word.more}
        </Button>
      </div>
      {lines.length === 0 ? (
        <p className="quiet">{word.none}</p>
      ) : (
        <div className="related-scroll">
          <table className="lines-table">
            <thead>
              <tr>
                <th className="number">#</th>
                {fields.map((field) => (
                  <th key={field.place} className={isFigure(field) ? "right" : ""}>
                    {text(field.title)}
                  </th>
                ))}
                <th />
              </tr>
            </thead>
            <tbody>
              {lines.map((line, i) => (
                <tr key={line.id}>
                  <td className="number">{i + 1}</td>
                  {fields.map((field) => (
                    <Cell
                      key={field.place}
                      at={i}
                      field={field}
                      typed={line.typed}
                      problem={
                        problems[linePlace(i, field.place)] ??
                        (field === fields[0] ? problems[`lines.${i}`] : undefined)
                      }
                      onChange={(value, name) => change(i, field.place, value, name)}
                    />
                  ))}
                  <td>
                    <Button
                      type="text"
                      size="small"
                      icon={<DeleteOutlined />}
                      aria-label={word.remove(i + 1)}
                      onClick={() => onChange(lines.filter((one) => one !== line))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="lines-foot">
        <Button icon={<PlusOutlined />} onClick={add}>
          {word.add}
        </Button>
        {lines.length > 0 && <Sums form={form} lines={lines} currency={currency} document={document} />}
      </div>
    </div>
  );
}

function columnsOf(form: LinesForm, isWhole: boolean): FormField[] {
  const byPlace = new Map(form.fields.map((field) => [field.place, field]));
  const first = usual.flatMap((place) => byPlace.get(place) ?? []);
  const custom = form.fields.filter(({ of }) => of === "custom");
  if (!isWhole) return [...first, ...custom];
  return [
    ...first,
    ...form.fields.filter(({ place, of }) => of === "field" && !usual.includes(place)),
    ...custom,
  ];
}

const isFigure = ({ type }: FormField) =>
  ["money", "price", "quantity", "rate", "number", "integer"].includes(type);

function Cell(props: {
  at: number;
  field: FormField;
  typed: Typed;
  problem: string | undefined;
  onChange(value: string | boolean, name?: string): void;
}) {
  const { at, field, typed, problem, onChange } = props;
  const text = useText();
  const id = useId();
  return (
    <td className={`line-cell of-${field.type}`} data-place={linePlace(at, field.place)}>
      <label htmlFor={id} className="out-of-sight">
        {text(field.title)} {at + 1}
      </label>
      <FieldInput
        id={id}
        field={field}
        value={typed[field.place] ?? ""}
        isWrong={problem !== undefined}
        describedBy={problem === undefined ? undefined : `${id}-problem`}
        onChange={onChange}
      />
      {problem !== undefined && (
        <div id={`${id}-problem`} className="field-problem">
          {problem}
        </div>
      )}
    </td>
  );
}

/** What follows from what was just typed: amounts from quantity and price, and the name of the product chosen. */
function worked(
  typed: Typed,
  place: string,
  { vat, currency, name }: { vat: string; currency: string | undefined; name: string | undefined },
): Typed {
  if (place === "product_id") {
    return name !== undefined && (typed.product_name ?? "") === "" ? { ...typed, product_name: name } : typed;
  }
  const digits = minorDigits(currency);
  const textOf = (one: string) => plainNumber(String(typed[one] ?? ""));
  const fromGross = (gross: bigint): Typed => {
    const net = netOf(gross, plainNumber(vat));
    if (net === undefined) return {};
    return { net: majorOf(String(net), digits), tax: majorOf(String(gross - net), digits) };
  };
  if (place === "quantity" || place === "unit_price") {
    const gross = amountOf(textOf("quantity"), textOf("unit_price"), digits);
    return gross === undefined
      ? typed
      : { ...typed, gross: majorOf(String(gross), digits), ...fromGross(gross) };
  }
  if (place === "gross") {
    const minor = shift(textOf("gross"), digits);
    return /^-?\d+$/.test(minor) ? { ...typed, ...fromGross(BigInt(minor)) } : typed;
  }
  return typed;
}

/** The totals, and whether the document says something else: that is shown, not forbidden. */
function Sums(props: {
  form: LinesForm;
  lines: readonly Line[];
  currency: string | undefined;
  document: Typed;
}) {
  const { form, lines, currency, document } = props;
  const word = useWords(words);
  const text = useText();
  const language = useLanguage();
  const totals = sums.flatMap((name) => {
    const field = form.fields.find(({ place }) => place === name);
    if (!field) return [];
    const minors = lines.map(({ typed }) => minorOf(field, typed[name], currency));
    const total = minors.reduce<bigint>((sum, one) => sum + (one ?? 0n), 0n);
    return [{ name, title: text(field.title), total, said: minorOf(field, document[name], currency) }];
  });
  const format = (minor: bigint) => formatMoney(String(minor), currency || "XXX", language);
  return (
    <div className="lines-sums" aria-live="polite">
      <span className="quiet">{word.filled}</span>
      {totals.map(({ name, title, total, said }) => (
        <div key={name}>
          {word.sum} {title} <strong className="figures">{format(total)}</strong>
          {said !== undefined && said !== total && (
            <div className="field-problem">{word.differs(title, format(said))}</div>
          )}
        </div>
      ))}
    </div>
  );
}

function minorOf(field: FormField, typed: string | boolean | undefined, currency: string | undefined) {
  const settled = settledOf(field, typed, currency);
  return "value" in settled && typeof settled.value === "string" ? BigInt(settled.value) : undefined;
}
