import { Button } from "antd";
import { api, queryClient } from "../../api/index.ts";
import { type Column, DataTable, Figure, Moment, Section, useConfirm, useWords } from "../../ui/index.ts";
import { formatBytes } from "./bytes.ts";

const words = {
  zh: {
    title: "已上传、可继续的文件",
    lead: "最近上传的文件暂存在服务器上，可以接着核对和导入，不必重传。",
    files: "文件",
    more: (count: number) => `等 ${count} 个`,
    size: "大小",
    when: "上传时间",
    goOn: "继续",
    remove: "清除",
    sure: "清除这些文件？",
    what: "只清除上传的文件；已经导入的记录不受影响。",
  },
  en: {
    title: "Files sent before",
    lead: "Files sent lately are kept on the server for a while: go on without sending them again.",
    files: "Files",
    more: (count: number) => `and ${count - 1} more`,
    size: "Size",
    when: "Sent",
    goOn: "Go on",
    remove: "Remove",
    sure: "Remove these files?",
    what: "Only the files that were sent are removed; records that were imported stay.",
  },
};

interface Row {
  readonly id: string;
  readonly createdAt: string;
  readonly files: { path: string; bytes: number }[];
}

/** Nothing where nothing waits. */
export function OpenUploads({ onOpen }: { onOpen(upload: string): void }) {
  const told = useWords(words);
  const confirm = useConfirm();
  const { data = [] } = api.useQuery("get", "/api/uploads");
  const remove = api.useMutation("delete", "/api/uploads/{id}", {
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["get", "/api/uploads"] }),
  });
  if (data.length === 0) return null;
  const bytes = (row: Row) => row.files.reduce((sum, file) => sum + file.bytes, 0);
  const columns: Column<Row>[] = [
    {
      key: "files",
      title: told.files,
      render: ({ files }) => (
        <>
          {files[0]?.path} {files.length > 1 ? told.more(files.length) : ""}
        </>
      ),
    },
    {
      key: "count",
      title: "#",
      align: "right",
      width: 60,
      render: ({ files }) => <Figure value={files.length} />,
    },
    { key: "size", title: told.size, align: "right", width: 100, render: (row) => formatBytes(bytes(row)) },
    { key: "when", title: told.when, width: 150, render: ({ createdAt }) => <Moment at={createdAt} /> },
    {
      key: "act",
      title: "",
      width: 150,
      render: (row) => (
        <>
          <Button type="link" size="small" onClick={() => onOpen(row.id)}>
            {told.goOn}
          </Button>
          <Button
            type="text"
            size="small"
            onClick={() =>
              confirm({
                title: told.sure,
                content: told.what,
                verb: told.remove,
                isDangerous: true,
                act: () => remove.mutateAsync({ params: { path: { id: row.id } } }),
              })
            }
          >
            {told.remove}
          </Button>
        </>
      ),
    },
  ];
  return (
    <Section title={told.title}>
      <p className="lead">{told.lead}</p>
      <DataTable
        caption={told.title}
        rows={data}
        columns={columns}
        keyOf={({ id }) => id}
        onOpen={({ id }) => onOpen(id)}
      />
    </Section>
  );
}
