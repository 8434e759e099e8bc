import { Tag } from "antd";
import { useLanguage, useText, useWords } from "../../ui/index.ts";
import { needsValue, opWord, valueToShow } from "./filter-words.ts";
import type { FilterChoice, KindView } from "./types.ts";

const words = {
  zh: { remove: (text: string) => `去掉条件：${text}` },
  en: { remove: (text: string) => `Take away: ${text}` },
};

interface Props {
  readonly kind: KindView;
  readonly filters: readonly FilterChoice[];
  onChange(filters: readonly FilterChoice[]): void;
}

/** The conditions, each to be taken away. */
export function FilterChips({ kind, filters, onChange }: Props) {
  const { remove } = useWords(words);
  const language = useLanguage();
  const text = useText();
  return filters.map((filter, i) => {
    const field = kind.fields.find(({ name }) => name === filter.field);
    const title = field ? text(field) : filter.field;
    const op = field ? opWord(field, filter.op, language) : filter.op;
    const value = field ? valueToShow(field, filter) : filter.value;
    const sentence = needsValue(filter.op) ? `${title} ${op} ${value}` : `${title} ${op}`;
    return (
      <Tag
        // biome-ignore lint/suspicious/noArrayIndexKey: the same condition may stand there twice
        key={i}
        title={sentence}
        closable={{ "aria-label": remove(sentence) }}
        onClose={(event) => {
          event.preventDefault();
          onChange(filters.filter((_, other) => other !== i));
        }}
      >
        {title} {op} {needsValue(filter.op) && <strong>{value}</strong>}
      </Tag>
    );
  });
}
