import { Select } from "antd";
import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/index.ts";
import { useLanguage, useWords } from "../../ui/index.ts";
import { kindNames } from "./network-words.ts";
import { pathOf } from "./walk-state.ts";

const words = {
  zh: { search: "按姓名、客户名称或编号查找销售员或客户", none: "没有找到" },
  en: { search: "Find a seller or customer by name or number", none: "Nobody found" },
};

const pause = 250; // milliseconds without a key before it is searched
const shown = 8;

/** Sellers and customers by part of a name or number. */
export function PartySearch() {
  const text = useWords(words);
  const language = useLanguage();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [q, setQ] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), pause);
    return () => clearTimeout(timer);
  }, [typed]);
  const asked = { params: { query: { limit: shown, ...(q ? { q } : {}) } } };
  const kept = { staleTime: 60_000 };
  const sellers = api.useQuery("get", "/api/sellers", asked, kept);
  const customers = api.useQuery("get", "/api/customers", asked, kept);
  const group = (kind: "seller" | "customer", rows: readonly { id: string; name?: string }[] = []) =>
    rows.length === 0
      ? []
      : [
          {
            label: kindNames[kind][language],
            options: rows.map(({ id, name }) => ({
              value: pathOf({ kind, id }),
              label: name === undefined ? id : `${name} ${id}`,
            })),
          },
        ];
  return (
    <Select<string>
      className="network-search"
      size="large"
      showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
      value={null as unknown as string}
      placeholder={text.search}
      aria-label={text.search}
      loading={sellers.isFetching || customers.isFetching}
      notFoundContent={text.none}
      options={[...group("seller", sellers.data?.rows), ...group("customer", customers.data?.rows)]}
      onSelect={(path) => void navigate(path)}
    />
  );
}
