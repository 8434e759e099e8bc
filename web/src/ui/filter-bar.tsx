import { CloseOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useWords } from "./words.ts";

const words = { zh: { search: "搜索", clear: "清除筛选" }, en: { search: "Search", clear: "Clear filters" } };
const pause = 300; // milliseconds without a key before it is searched

export interface FilterBarProps {
  /** Free text; left out: no search field. */
  readonly search?: string;
  onSearch?(text: string): void;
  readonly placeholder?: string;
  /** Selects, ranges and the like. */
  readonly children?: ReactNode;
  /** Left out where nothing is filtered. */
  onClear?: (() => void) | undefined;
}

/** What narrows a list, above it. */
export function FilterBar({ search, onSearch, placeholder, children, onClear }: FilterBarProps) {
  const { clear } = useWords(words);
  return (
    <search className="filter-bar">
      {onSearch && (
        <SearchField text={search ?? ""} onSearch={onSearch} {...(placeholder ? { placeholder } : {})} />
      )}
      {children}
      {onClear && (
        <Button type="text" icon={<CloseOutlined aria-hidden />} onClick={onClear}>
          {clear}
        </Button>
      )}
    </search>
  );
}

function SearchField(props: { text: string; placeholder?: string; onSearch(text: string): void }) {
  const { text, placeholder, onSearch } = props;
  const { search } = useWords(words);
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => onSearch(typed), pause);
    return () => clearTimeout(timer);
  }, [typed, text, onSearch]);
  return (
    <Input
      className="search-field"
      allowClear
      prefix={<SearchOutlined aria-hidden />}
      aria-label={placeholder ?? search}
      placeholder={placeholder ?? search}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onPressEnter={() => onSearch(typed)}
    />
  );
}
