import { Link, useNavigate } from "react-router";
import { api } from "../../api/index.ts";
import { type Column, DataTable, EmptyState, Figure, Moment, Page, useWords } from "../../ui/index.ts";

const words = {
  zh: {
    title: "映射版本",
    trail: "数据导入",
    lead: "每个数据来源的列含义，一次改动一个版本；下次导入同一来源时自动套用。",
    name: "来源",
    version: "当前版本",
    tables: "表",
    when: "保存时间",
    who: "保存人",
    empty: "还没有映射：第一次导入后会自动保存",
  },
  en: {
    title: "Mapping versions",
    trail: "Imports",
    lead: "What the columns of each source mean, a version for every change; the next import of the source uses the newest.",
    name: "Source",
    version: "Version",
    tables: "Tables",
    when: "Kept",
    who: "By",
    empty: "No mapping yet: the first import keeps one",
  },
};

interface Row {
  readonly name: string;
  readonly version: number;
  readonly tables: number;
  readonly savedAt: string;
  readonly savedBy: { readonly id: string; readonly name?: string };
}

export default function MappingsPage() {
  const told = useWords(words);
  const navigate = useNavigate();
  const { data, error, isLoading, refetch } = api.useQuery("get", "/api/mappings");
  const columns: Column<Row>[] = [
    {
      key: "name",
      title: told.name,
      render: ({ name }) => <Link to={`/imports/mappings/${name}`}>{name}</Link>,
    },
    {
      key: "version",
      title: told.version,
      align: "right",
      render: ({ version }) => <Figure value={version} />,
    },
    { key: "tables", title: told.tables, align: "right", render: ({ tables }) => <Figure value={tables} /> },
    { key: "when", title: told.when, render: ({ savedAt }) => <Moment at={savedAt} /> },
    { key: "who", title: told.who, render: ({ savedBy }) => savedBy.name ?? savedBy.id },
  ];
  return (
    <Page title={told.title} lead={told.lead} trail={[{ title: told.trail, path: "/imports" }]}>
      <DataTable
        caption={told.title}
        rows={data}
        columns={columns}
        keyOf={({ name }) => name}
        isLoading={isLoading}
        error={error}
        onRetry={() => void refetch()}
        onOpen={({ name }) => void navigate(`/imports/mappings/${name}`)}
        empty={<EmptyState title={told.empty} />}
      />
    </Page>
  );
}
