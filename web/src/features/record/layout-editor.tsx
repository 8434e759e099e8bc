import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  EyeInvisibleOutlined,
  EyeOutlined,
  PlusOutlined,
} from "@ant-design/icons";
import { Button, Input, Segmented, Select } from "antd";
import { useText, useWords } from "../../ui/index.ts";
import {
  addSection,
  changeSection,
  type FormDraft,
  fieldsOf,
  hideField,
  moveField,
  moveSection,
  putInto,
  removeSection,
} from "./form-draft.ts";
import type { FormField, FormView, Section } from "./model.ts";

const words = {
  zh: {
    zh: "分组名称（中文）",
    en: "分组名称（英文）",
    columns: "列数",
    add: "增加分组",
    up: (what: string) => `上移 ${what}`,
    down: (what: string) => `下移 ${what}`,
    remove: (what: string) => `删除分组 ${what}`,
    hide: (what: string) => `隐藏 ${what}`,
    show: (what: string) => `显示 ${what}`,
    into: (what: string) => `把 ${what} 移到分组`,
    hidden: "已隐藏（录入时不询问，已有内容照常显示）",
    new: "新分组",
    custom: "自定义",
    empty: "空分组，保存时去掉",
  },
  en: {
    zh: "Title of the section (Chinese)",
    en: "Title of the section (English)",
    columns: "Columns",
    add: "Add a section",
    up: (what: string) => `Move ${what} up`,
    down: (what: string) => `Move ${what} down`,
    remove: (what: string) => `Remove the section ${what}`,
    hide: (what: string) => `Hide ${what}`,
    show: (what: string) => `Show ${what}`,
    into: (what: string) => `Move ${what} into a section`,
    hidden: "Hidden (not asked for; what records hold is shown all the same)",
    new: "New section",
    custom: "own",
    empty: "Empty; left out when saved",
  },
};

interface Props {
  readonly form: FormView;
  readonly draft: FormDraft;
  onChange(draft: FormDraft): void;
}

/** Order, sections and columns, all by buttons: whoever uses no mouse arranges it as well. */
export function LayoutEditor({ form, draft, onChange }: Props) {
  const word = useWords(words);
  const text = useText();
  const byPlace = new Map(fieldsOf(form, draft).map((field) => [field.place, field]));
  const last = draft.sections.length - 1;
  return (
    <div className="layout-editor">
      {draft.sections.map((section, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sections have no name that stays while it is typed
        <section key={at} className="layout-section">
          <SectionHead section={section} at={at} draft={draft} onChange={onChange} />
          {section.fields.length === 0 && <p className="quiet">{word.empty}</p>}
          <ul>
            {section.fields.flatMap((place) => {
              const field = byPlace.get(place);
              return field
                ? [<FieldPlace key={place} field={field} at={at} draft={draft} onChange={onChange} />]
                : [];
            })}
          </ul>
        </section>
      ))}
      <Button
        icon={<PlusOutlined />}
        onClick={() => onChange(addSection(draft, { zh: words.zh.new, en: words.en.new }))}
      >
        {word.add}
      </Button>
      {draft.hidden.length > 0 && (
        <div className="layout-hidden">
          <h3>{word.hidden}</h3>
          <div className="hidden-fields">
            {draft.hidden.map((place) => {
              const title = text(byPlace.get(place)?.title ?? { zh: place, en: place });
              return (
                <Button
                  key={place}
                  size="small"
                  icon={<EyeOutlined />}
                  aria-label={word.show(title)}
                  onClick={() => onChange(putInto(draft, place, last))}
                >
                  {title}
                </Button>
              );
            })}
          </div>
        </div>
      )}
    </div>
  );
}

function SectionHead(props: Omit<Props, "form"> & { readonly section: Section; readonly at: number }) {
  const { section, at, draft, onChange } = props;
  const word = useWords(words);
  const text = useText();
  const { title, columns } = section;
  const name = text(title);
  return (
    <header>
      <Input
        aria-label={word.zh}
        value={title.zh}
        maxLength={40}
        onChange={(event) =>
          onChange(changeSection(draft, at, { title: { ...title, zh: event.target.value } }))
        }
      />
      <Input
        aria-label={word.en}
        value={title.en}
        maxLength={40}
        onChange={(event) =>
          onChange(changeSection(draft, at, { title: { ...title, en: event.target.value } }))
        }
      />
      <Segmented
        aria-label={word.columns}
        title={word.columns}
        size="small"
        value={columns}
        options={[1, 2, 3]}
        onChange={(next) => onChange(changeSection(draft, at, { columns: next }))}
      />
      <span className="layout-buttons">
        <Button
          type="text"
          size="small"
          icon={<ArrowUpOutlined />}
          aria-label={word.up(name)}
          disabled={at === 0}
          onClick={() => onChange(moveSection(draft, at, -1))}
        />
        <Button
          type="text"
          size="small"
          icon={<ArrowDownOutlined />}
          aria-label={word.down(name)}
          disabled={at === draft.sections.length - 1}
          onClick={() => onChange(moveSection(draft, at, 1))}
        />
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={word.remove(name)}
          disabled={draft.sections.length === 1}
          onClick={() => onChange(removeSection(draft, at))}
        />
      </span>
    </header>
  );
}

function FieldPlace(props: Omit<Props, "form"> & { readonly field: FormField; readonly at: number }) {
  const { field, at, draft, onChange } = props;
  const word = useWords(words);
  const text = useText();
  const title = text(field.title);
  const { place } = field;
  return (
    <li>
      <span className="layout-name">
        {title}
        {field.of === "custom" && <span className="quiet"> {word.custom}</span>}
      </span>
      <Select
        size="small"
        variant="borderless"
        aria-label={word.into(title)}
        value={at}
        popupMatchSelectWidth={false}
        options={draft.sections.map((section, i) => ({ value: i, label: text(section.title) }))}
        onChange={(next: number) => onChange(putInto(draft, place, next))}
      />
      <span className="layout-buttons">
        <Button
          type="text"
          size="small"
          icon={<ArrowUpOutlined />}
          aria-label={word.up(title)}
          onClick={() => onChange(moveField(draft, place, -1))}
        />
        <Button
          type="text"
          size="small"
          icon={<ArrowDownOutlined />}
          aria-label={word.down(title)}
          onClick={() => onChange(moveField(draft, place, 1))}
        />
        {field.of === "field" && (
          <Button
            type="text"
            size="small"
            icon={<EyeInvisibleOutlined />}
            aria-label={word.hide(title)}
            onClick={() => onChange(hideField(draft, place))}
          />
        )}
      </span>
    </li>
  );
}
