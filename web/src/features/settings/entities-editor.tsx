import { Select } from "antd";
import { useWords } from "../../ui/index.ts";
import { CurrencyInput, TextInput } from "./inputs.tsx";
import { type Contents, type EditorProps, withoutEmpty } from "./model.ts";
import { RowTable } from "./row-table.tsx";

const words = {
  zh: {
    caption: "法人实体",
    id: "代码",
    name: "名称",
    currency: "本位币",
    vat: "纳税人识别号",
    parent: "上级实体",
    none: "无",
  },
  en: {
    caption: "Legal entities",
    id: "Code",
    name: "Name",
    currency: "Currency",
    vat: "VAT number",
    parent: "Parent",
    none: "none",
  },
};

type Entity = Contents["entities"]["entities"][number];

export function EntitiesEditor({ content, isFixed, onChange }: EditorProps<Contents["entities"]>) {
  const text = useWords(words);
  const { entities } = content;
  return (
    <RowTable<Entity>
      caption={text.caption}
      rows={entities}
      isFixed={isFixed}
      fresh={() => ({ id: "", name: "", currency: "CNY" })}
      onChange={(rows) => onChange({ entities: rows.map(withoutEmptyParts) })}
      columns={[
        {
          key: "id",
          title: text.id,
          width: 110,
          cell: ({ id }, change) => (
            <TextInput
              label={text.id}
              isFixed={isFixed}
              value={id}
              onChange={(value) => change({ id: value })}
            />
          ),
        },
        {
          key: "name",
          title: text.name,
          cell: ({ name }, change) => (
            <TextInput
              label={text.name}
              isFixed={isFixed}
              value={name}
              onChange={(value) => change({ name: value })}
            />
          ),
        },
        {
          key: "currency",
          title: text.currency,
          width: 150,
          cell: ({ currency }, change) => (
            <CurrencyInput
              label={text.currency}
              isFixed={isFixed}
              value={currency}
              onChange={(value) => change({ currency: value })}
            />
          ),
        },
        {
          key: "vat",
          title: text.vat,
          width: 210,
          cell: ({ vatNumber }, change) => (
            <TextInput
              label={text.vat}
              isFixed={isFixed}
              value={vatNumber}
              onChange={(value) => change({ vatNumber: value })}
            />
          ),
        },
        {
          key: "parent",
          title: text.parent,
          width: 200,
          cell: ({ id, parent }, change) => (
            <Select
              allowClear
              aria-label={text.parent}
              disabled={isFixed}
              placeholder={text.none}
              value={parent || null}
              options={entities
                .filter((other) => other.id !== "" && other.id !== id)
                .map((other) => ({ value: other.id, label: other.name || other.id }))}
              onChange={(value: string | undefined) => change({ parent: value ?? "" })}
            />
          ),
        },
      ]}
    />
  );
}

/** Code and name may stand empty while they are being typed. */
function withoutEmptyParts({ id, name, ...rest }: Entity): Entity {
  return { id, name, ...withoutEmpty(rest) };
}
