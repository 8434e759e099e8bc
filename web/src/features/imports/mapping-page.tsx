import { Button, Select } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { api, queryClient } from "../../api/index.ts";
import {
  type Column,
  DataTable,
  formatMoment,
  Loaded,
  Moment,
  Nothing,
  Page,
  Section,
  useConfirm,
  useTell,
  useText,
  useTimeZone,
  useWords,
} from "../../ui/index.ts";
import type { MappingChange } from "./types.ts";

const words = {
  zh: {
    title: (name: string) => `映射：${name}`,
    imports: "数据导入",
    mappings: "映射版本",
    versions: "版本",
    version: (version: number) => `第 ${version} 版`,
    current: "当前",
    when: "保存时间",
    who: "保存人",
    compare: "与上一版比较",
    restore: "恢复此版",
    sure: (version: number) => `恢复第 ${version} 版？`,
    what: "会以它的内容保存一个新版本，之间的版本都保留。已导入的记录不变。",
    restored: (version: number) => `已保存为第 ${version} 版`,
    differences: "差异",
    from: "从",
    to: "到",
    none: "空白",
    same: "两个版本没有差别",
    file: "文件",
    field: "字段",
    before: "原来",
    after: "现在",
  },
  en: {
    title: (name: string) => `Mapping: ${name}`,
    imports: "Imports",
    mappings: "Mapping versions",
    versions: "Versions",
    version: (version: number) => `Version ${version}`,
    current: "current",
    when: "Kept",
    who: "By",
    compare: "Compare with the one before",
    restore: "Restore",
    sure: (version: number) => `Restore version ${version}?`,
    what: "Its content is kept as a new version; those in between stay. Records that were imported do not change.",
    restored: (version: number) => `Kept as version ${version}`,
    differences: "Differences",
    from: "From",
    to: "to",
    none: "nothing",
    same: "The two versions say the same",
    file: "File",
    field: "Field",
    before: "Before",
    after: "After",
  },
};

interface Version {
  readonly version: number;
  readonly savedAt: string;
  readonly savedBy: { readonly id: string; readonly name?: string };
}

export default function MappingPage() {
  const told = useWords(words);
  const { name = "" } = useParams();
  const query = api.useQuery("get", "/api/mappings/{name}", { params: { path: { name } } });
  return (
    <Page
      title={told.title(name)}
      trail={[
        { title: told.imports, path: "/imports" },
        { title: told.mappings, path: "/imports/mappings" },
      ]}
    >
      <Loaded query={query}>
        {(kept: { version: number; versions: readonly Version[] }) => (
          <Versions key={kept.version} name={name} newest={kept.version} versions={kept.versions} />
        )}
      </Loaded>
    </Page>
  );
}

function Versions(props: { name: string; newest: number; versions: readonly Version[] }) {
  const { name, newest, versions } = props;
  const told = useWords(words);
  const confirm = useConfirm();
  const tell = useTell();
  const [pair, setPair] = useState({ from: newest - 1, to: newest });
  const restore = api.useMutation("post", "/api/mappings/{name}/restore", {
    onSuccess: async ({ version }) => {
      tell(told.restored(version));
      await queryClient.invalidateQueries({ queryKey: ["get", "/api/mappings/{name}"] });
      await queryClient.invalidateQueries({ queryKey: ["get", "/api/mappings"] });
    },
  });
  const ask = (version: number) =>
    confirm({
      title: told.sure(version),
      content: told.what,
      verb: told.restore,
      act: () => restore.mutateAsync({ params: { path: { name } }, body: { version, after: newest } }),
    });
  const columns: Column<Version>[] = [
    {
      key: "version",
      title: told.versions,
      render: ({ version }) => (
        <>
          {told.version(version)}
          {version === newest && <span className="import-hint">{told.current}</span>}
        </>
      ),
    },
    { key: "when", title: told.when, render: ({ savedAt }) => <Moment at={savedAt} /> },
    { key: "who", title: told.who, render: ({ savedBy }) => savedBy.name ?? savedBy.id },
    {
      key: "act",
      title: "",
      render: ({ version }) => (
        <>
          <Button type="link" size="small" onClick={() => setPair({ from: version - 1, to: version })}>
            {told.compare}
          </Button>
          {version !== newest && (
            <Button type="text" size="small" onClick={() => ask(version)}>
              {told.restore}
            </Button>
          )}
        </>
      ),
    },
  ];
  return (
    <>
      <Section title={told.versions}>
        <DataTable
          caption={told.versions}
          rows={versions}
          columns={columns}
          keyOf={({ version }) => String(version)}
        />
      </Section>
      <Differences name={name} versions={versions} pair={pair} onPair={setPair} />
    </>
  );
}

interface Pair {
  readonly from: number;
  readonly to: number;
}

function Differences(props: {
  readonly name: string;
  readonly versions: readonly Version[];
  readonly pair: Pair;
  onPair(pair: Pair): void;
}) {
  const { name, versions, pair, onPair } = props;
  const told = useWords(words);
  const text = useText();
  const timeZone = useTimeZone();
  const { data, error, isLoading } = api.useQuery("get", "/api/mappings/{name}/differences", {
    params: { path: { name }, query: pair },
  });
  const options = versions.map(({ version, savedAt }) => ({
    value: version,
    label: `${told.version(version)} · ${formatMoment(savedAt, timeZone).slice(0, 16)}`,
  }));
  const columns: Column<MappingChange>[] = [
    { key: "file", title: told.file, render: ({ file }) => file },
    { key: "field", title: told.field, render: ({ title }) => text(title) },
    {
      key: "before",
      title: told.before,
      render: ({ before }) =>
        before === undefined ? <Nothing /> : <del className="mapping-before">{before}</del>,
    },
    {
      key: "after",
      title: told.after,
      render: ({ after }) =>
        after === undefined ? <Nothing /> : <ins className="mapping-after">{after}</ins>,
    },
  ];
  return (
    <Section
      title={told.differences}
      extra={
        <span className="mapping-pair">
          {told.from}
          <Select
            size="small"
            aria-label={told.from}
            value={pair.from}
            options={[...options, { value: 0, label: told.none }]}
            onChange={(from) => onPair({ ...pair, from })}
          />
          {told.to}
          <Select
            size="small"
            aria-label={told.to}
            value={pair.to}
            options={options}
            onChange={(to) => onPair({ ...pair, to })}
          />
        </span>
      }
    >
      <DataTable
        caption={told.differences}
        rows={data}
        columns={columns}
        keyOf={({ file, kind = "", field = "", title }) => `${file} ${kind} ${field} ${title.en}`}
        isLoading={isLoading}
        error={error}
        empty={told.same}
      />
    </Section>
  );
}
