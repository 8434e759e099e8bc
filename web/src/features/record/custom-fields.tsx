import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input, Select } from "antd";
import { useId } from "react";
import { api } from "../../api/index.ts";
import { EmptyState, useConfirm, useText, useWords } from "../../ui/index.ts";
import {
  addField,
  type CustomDraft,
  type CustomType,
  changeField,
  type FormDraft,
  removeField,
} from "./form-draft.ts";

const words = {
  zh: {
    none: "还没有自定义字段",
    add: "增加字段",
    zh: "中文名称",
    en: "英文名称",
    type: "类型",
    required: "必填",
    personal: "个人信息",
    personalHint: "查看含有此字段的记录会记入日志",
    help: "填写说明",
    column: "存储列名",
    columnHint: "留空则用中文名称；与导入文件的列同名时，就是同一列。保存后不能更改",
    refers: "引用哪种记录",
    choices: "选项，每行一个；可写“存储值 = 中文名 / English”",
    remove: (name: string) => `删除字段“${name}”`,
    removeTitle: "删除这个字段？",
    removeText: "表单中不再出现；已有记录中的内容保留，显示在“来源中的原始行”。",
    verb: "删除",
    types: {
      text: "文字",
      number: "数字",
      date: "日期",
      money: "金额",
      choice: "选项",
      "yes-no": "是 / 否",
      reference: "引用其他记录",
    },
  },
  en: {
    none: "No fields of your own yet",
    add: "Add a field",
    zh: "Chinese title",
    en: "English title",
    type: "Type",
    required: "Required",
    personal: "Personal data",
    personalHint: "Reading a record that has it is told in the log",
    help: "Help",
    column: "Stored as column",
    columnHint:
      "The Chinese title where left empty; a column of that name in a file is the same thing. Stays once saved",
    refers: "Refers to",
    choices: "Choices, one a line; “stored value = 中文名 / English” may be written",
    remove: (name: string) => `Remove the field ${name}`,
    removeTitle: "Remove this field?",
    removeText: "It leaves the form; what records hold in it stays, and is shown with the source's own row.",
    verb: "Remove",
    types: {
      text: "Text",
      number: "Number",
      date: "Day",
      money: "Amount",
      choice: "Choice",
      "yes-no": "Yes / no",
      reference: "Another record",
    },
  },
};

interface Props {
  readonly draft: FormDraft;
  readonly issues: readonly { readonly path: string; readonly message: string }[];
  onChange(draft: FormDraft): void;
}

export function CustomFields({ draft, issues, onChange }: Props) {
  const word = useWords(words);
  const add = () => onChange(addField(draft, crypto.randomUUID(), { zh: "", en: "" }));
  return (
    <>
      {draft.fields.length === 0 && <EmptyState title={word.none} />}
      <ul className="custom-fields">
        {draft.fields.map((field, i) => (
          <li key={field.id}>
            <CustomFieldRow
              field={field}
              problem={
                issues.find(({ path }) => path === `fields.${i}` || path.startsWith(`fields.${i}.`))?.message
              }
              onChange={(change) => onChange(changeField(draft, field.id, change))}
              onRemove={() => onChange(removeField(draft, field.id))}
            />
          </li>
        ))}
      </ul>
      <Button icon={<PlusOutlined />} onClick={add}>
        {word.add}
      </Button>
    </>
  );
}

interface RowProps {
  readonly field: CustomDraft;
  readonly problem: string | undefined;
  onChange(change: Partial<CustomDraft>): void;
  onRemove(): void;
}

function CustomFieldRow({ field, problem, onChange, onRemove }: RowProps) {
  const word = useWords(words);
  const confirm = useConfirm();
  const id = useId();
  const { title, help } = field;
  const remove = () =>
    field.isKept
      ? confirm({
          title: word.removeTitle,
          content: word.removeText,
          verb: word.verb,
          isDangerous: true,
          act: async () => onRemove(),
        })
      : onRemove();
  return (
    <div className="custom-field">
      <div className="custom-grid">
        <Labelled label={word.zh} id={`${id}-zh`}>
          <Input
            id={`${id}-zh`}
            value={title.zh}
            maxLength={60}
            onChange={(event) => onChange({ title: { ...title, zh: event.target.value } })}
          />
        </Labelled>
        <Labelled label={word.en} id={`${id}-en`}>
          <Input
            id={`${id}-en`}
            value={title.en}
            maxLength={60}
            onChange={(event) => onChange({ title: { ...title, en: event.target.value } })}
          />
        </Labelled>
        <Labelled label={word.type} id={`${id}-type`}>
          <Select
            id={`${id}-type`}
            value={field.type}
            disabled={field.isKept}
            options={Object.entries(word.types).map(([value, label]) => ({
              value: value as CustomType,
              label,
            }))}
            onChange={(type) => onChange({ type })}
          />
        </Labelled>
        <Labelled label={word.column} id={`${id}-column`}>
          <Input
            id={`${id}-column`}
            value={field.name}
            disabled={field.isKept}
            maxLength={80}
            placeholder={title.zh}
            onChange={(event) => onChange({ name: event.target.value })}
          />
          {!field.isKept && <span className="field-hint">{word.columnHint}</span>}
        </Labelled>
        {field.type === "reference" && <Refers field={field} id={`${id}-refers`} onChange={onChange} />}
        {field.type === "choice" && <Choices field={field} id={`${id}-choices`} onChange={onChange} />}
        <Labelled label={`${word.help}（中文）`} id={`${id}-help-zh`}>
          <Input
            id={`${id}-help-zh`}
            value={help.zh}
            maxLength={300}
            onChange={(event) => onChange({ help: { ...help, zh: event.target.value } })}
          />
        </Labelled>
        <Labelled label={`${word.help} (English)`} id={`${id}-help-en`}>
          <Input
            id={`${id}-help-en`}
            value={help.en}
            maxLength={300}
            onChange={(event) => onChange({ help: { ...help, en: event.target.value } })}
          />
        </Labelled>
      </div>
      <div className="custom-foot">
        <Checkbox checked={field.required} onChange={(event) => onChange({ required: event.target.checked })}>
          {word.required}
        </Checkbox>
        <Checkbox
          checked={field.personal}
          title={word.personalHint}
          onChange={(event) => onChange({ personal: event.target.checked })}
        >
          {word.personal}
        </Checkbox>
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={word.remove(title.zh)}
          onClick={remove}
        />
      </div>
      {problem !== undefined && <div className="field-problem">{problem}</div>}
    </div>
  );
}

function Labelled(props: { label: string; id: string; isWide?: boolean; children: React.ReactNode }) {
  return (
    <div className={props.isWide ? "field-row wide" : "field-row"}>
      <label htmlFor={props.id}>{props.label}</label>
      {props.children}
    </div>
  );
}

function Refers({ field, id, onChange }: Pick<RowProps, "field" | "onChange"> & { readonly id: string }) {
  const word = useWords(words);
  const text = useText();
  const { data } = api.useQuery("get", "/api/forms");
  return (
    <Labelled label={word.refers} id={id}>
      <Select
        id={id}
        value={field.refers || null}
        disabled={field.isKept}
        options={(data ?? []).map(({ kind, title }) => ({ value: kind, label: text(title) }))}
        onChange={(refers: string) => onChange({ refers })}
      />
    </Labelled>
  );
}

/** As lines of text: quicker to type, paste and rearrange than rows of inputs. */
function Choices({ field, id, onChange }: Pick<RowProps, "field" | "onChange"> & { readonly id: string }) {
  const word = useWords(words);
  return (
    <Labelled label={word.choices} id={id} isWide>
      <Input.TextArea
        id={id}
        rows={3}
        defaultValue={field.choices.map(lineOf).join("\n")}
        onChange={(event) => onChange({ choices: choicesIn(event.target.value) })}
      />
    </Labelled>
  );
}

type Choice = CustomDraft["choices"][number];

const lineOf = ({ value, title: { zh, en } }: Choice) => {
  const named = zh === en ? zh : `${zh} / ${en}`;
  return value === zh ? named : `${value} = ${named}`;
};

function choicesIn(text: string): Choice[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [, value = "", named = line] = /^(.*?)\s*=\s*(.+)$/.exec(line) ?? [];
      const [zh = "", en = zh] = named.split(/\s*\/\s*/);
      return { value: value || zh, title: { zh, en } };
    });
}
