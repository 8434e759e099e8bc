import { DeleteOutlined } from "@ant-design/icons";
import { Button, Progress } from "antd";
import { type Column, DataTable, useWords } from "../../ui/index.ts";
import { formatBytes } from "./bytes.ts";
import type { Chosen } from "./send-files.ts";

const words = {
  zh: {
    caption: "已选择的文件",
    name: "文件",
    size: "大小",
    remove: "移除",
    send: (count: number, size: string) => `上传 ${count} 个文件（${size}）`,
    sending: "正在上传",
    stop: "停止上传",
  },
  en: {
    caption: "Chosen files",
    name: "File",
    size: "Size",
    remove: "Remove",
    send: (count: number, size: string) => `Send ${count} ${count === 1 ? "file" : "files"} (${size})`,
    sending: "Sending",
    stop: "Stop sending",
  },
};

export interface SendingState {
  readonly sent: number;
  readonly name: string;
  readonly stop: AbortController;
}

interface Props {
  readonly files: readonly Chosen[];
  readonly sending: SendingState | undefined;
  onChange(files: readonly Chosen[]): void;
  onSend(): void;
}

export function ChosenFiles({ files, sending, onChange, onSend }: Props) {
  const told = useWords(words);
  if (files.length === 0) return null;
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  if (sending) {
    return (
      <div className="job-progress" role="status" aria-live="polite">
        <strong>{told.sending}</strong>
        <Progress percent={Math.floor((100 * sending.sent) / Math.max(1, total))} status="active" />
        <span className="job-words">
          {formatBytes(sending.sent)} / {formatBytes(total)} · {sending.name}
        </span>
        <div>
          <Button onClick={() => sending.stop.abort()}>{told.stop}</Button>
        </div>
      </div>
    );
  }
  const columns: Column<Chosen>[] = [
    { key: "name", title: told.name, render: ({ path }) => path },
    {
      key: "size",
      title: told.size,
      align: "right",
      width: 110,
      render: ({ file }) => formatBytes(file.size),
    },
    {
      key: "remove",
      title: "",
      width: 48,
      render: (one) => (
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={`${told.remove} ${one.path}`}
          onClick={() => onChange(files.filter((other) => other !== one))}
        />
      ),
    },
  ];
  return (
    <>
      <DataTable caption={told.caption} rows={files} columns={columns} keyOf={({ path }) => path} />
      <div className="import-next">
        <Button type="primary" onClick={onSend}>
          {told.send(files.length, formatBytes(total))}
        </Button>
      </div>
    </>
  );
}
