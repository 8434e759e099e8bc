import { Alert, Button } from "antd";
import { useState } from "react";
import { api } from "../../api/index.ts";
import { type Column, DataTable, Section, useTellRefusal, useText, useWords } from "../../ui/index.ts";
import { formatBytes } from "./bytes.ts";

const words = {
  zh: {
    title: (name: string) => `服务器文件夹：${name}`,
    lead: "由管理员在配置文件中开放。文件留在原处，不上传。",
    name: "文件",
    size: "大小",
    take: (count: number) => `使用选中的 ${count} 个文件`,
    empty: "文件夹里没有文件",
  },
  en: {
    title: (name: string) => `Folder on the server: ${name}`,
    lead: "Opened by the administrator in the configuration file. The files stay where they are.",
    name: "File",
    size: "Size",
    take: (count: number) => `Use the ${count} selected ${count === 1 ? "file" : "files"}`,
    empty: "The folder holds no file",
  },
};

interface Folder {
  readonly name: string;
  readonly files: { path: string; bytes: number }[];
  readonly problem?: { zh: string; en: string };
}

/** Nothing where the configuration allows no folder. */
export function FromFolder({ onReady }: { onReady(upload: string): void }) {
  const { data = [] } = api.useQuery("get", "/api/import-folders");
  return data.map((folder) => <OneFolder key={folder.name} folder={folder} onReady={onReady} />);
}

function OneFolder({ folder, onReady }: { readonly folder: Folder; onReady(upload: string): void }) {
  const told = useWords(words);
  const text = useText();
  const tell = useTellRefusal();
  const [keys, setKeys] = useState<string[]>([]);
  const take = api.useMutation("post", "/api/uploads/from-folder", {
    onSuccess: ({ id }) => onReady(id),
    onError: tell,
  });
  const columns: Column<Folder["files"][number]>[] = [
    { key: "name", title: told.name, render: ({ path }) => path },
    { key: "size", title: told.size, align: "right", render: ({ bytes }) => formatBytes(bytes) },
  ];
  return (
    <Section
      title={told.title(folder.name)}
      extra={
        <Button
          disabled={keys.length === 0}
          loading={take.isPending}
          onClick={() => take.mutate({ body: { folder: folder.name, paths: keys } })}
        >
          {told.take(keys.length)}
        </Button>
      }
    >
      <p className="lead">{told.lead}</p>
      {folder.problem ? (
        <Alert type="warning" showIcon title={text(folder.problem)} />
      ) : (
        <DataTable
          caption={told.title(folder.name)}
          rows={folder.files}
          columns={columns}
          keyOf={({ path }) => path}
          empty={told.empty}
          selection={{ keys, onChange: setKeys }}
        />
      )}
    </Section>
  );
}
