import { Descriptions } from "antd";
import { Link } from "react-router";
import { type Column, DataTable, Figure, Moment, Nothing, Section, useWords } from "../../ui/index.ts";
import { formatBytes } from "./bytes.ts";
import { ImportState } from "./import-states.tsx";
import type { ImportDetail } from "./types.ts";

const words = {
  zh: {
    title: "批次",
    state: "状态",
    who: "操作人",
    commandLine: "命令行",
    asked: "发起时间",
    ended: "结束时间",
    batch: "批次号",
    index: "日志序号",
    mapping: "映射",
    version: (version: number) => `第 ${version} 版`,
    root: "默克尔根",
    rootWhy: "这一批所有记录版本的指纹，已写入日志；改动任何一条都会对不上。",
    complete: "完整数据",
    yes: "是，缺少的记录标为消失",
    no: "否",
    files: "文件",
    name: "文件",
    rows: "行数",
    size: "大小",
  },
  en: {
    title: "Batch",
    state: "State",
    who: "By",
    commandLine: "command line",
    asked: "Asked for",
    ended: "Ended",
    batch: "Batch",
    index: "Index in the log",
    mapping: "Mapping",
    version: (version: number) => `version ${version}`,
    root: "Merkle root",
    rootWhy:
      "The fingerprint of all versions of this batch, as it stands in the log: a change of any of them would show.",
    complete: "Complete data",
    yes: "yes: absent records were marked as gone",
    no: "no",
    files: "Files",
    name: "File",
    rows: "Rows",
    size: "Size",
  },
};

/** Who, when, from what, and by what it can be checked. */
export function ImportFacts({ detail }: { readonly detail: ImportDetail }) {
  const told = useWords(words);
  const { actor, mapping, root } = detail;
  const items = [
    { key: "state", label: told.state, children: <ImportState state={detail.state} /> },
    {
      key: "who",
      label: told.who,
      children: actor.name ?? (actor.id.startsWith("system") ? told.commandLine : actor.id),
    },
    { key: "asked", label: told.asked, children: <Moment at={detail.askedAt} seconds /> },
    { key: "ended", label: told.ended, children: <Moment at={detail.endedAt} seconds /> },
    { key: "batch", label: told.batch, children: detail.batch ?? <Nothing /> },
    { key: "index", label: told.index, children: detail.logIndex ?? <Nothing /> },
    {
      key: "mapping",
      label: told.mapping,
      children: mapping ? (
        <Link to={`/imports/mappings/${mapping.name}`}>
          {mapping.name} · {told.version(mapping.version)}
        </Link>
      ) : (
        <Nothing />
      ),
    },
    { key: "complete", label: told.complete, children: detail.complete ? told.yes : told.no },
  ];
  return (
    <>
      <Section title={told.title}>
        <Descriptions size="small" column={{ xs: 1, md: 2, xl: 4 }} items={items} />
        {root && (
          <p className="import-root">
            {told.root} <code>{root}</code> {told.rootWhy}
          </p>
        )}
      </Section>
      {detail.fileList.length > 0 && <Files detail={detail} />}
    </>
  );
}

type File = ImportDetail["fileList"][number];

function Files({ detail }: { readonly detail: ImportDetail }) {
  const told = useWords(words);
  const columns: Column<File>[] = [
    {
      key: "name",
      title: told.name,
      render: ({ path, member }) => (member === undefined ? path : `${path} › ${member}`),
    },
    { key: "rows", title: told.rows, align: "right", render: ({ rows }) => <Figure value={rows} /> },
    { key: "size", title: told.size, align: "right", render: ({ bytes }) => formatBytes(bytes) },
    {
      key: "hash",
      title: "SHA-256",
      render: ({ sha256 }) => (
        <code className="import-hash" title={sha256}>
          {sha256.slice(0, 16)}…
        </code>
      ),
    },
  ];
  return (
    <Section title={told.files}>
      <DataTable
        caption={told.files}
        rows={detail.fileList}
        columns={columns}
        keyOf={({ path, member = "" }) => `${path} ${member}`}
      />
    </Section>
  );
}
