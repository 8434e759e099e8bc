import { DownloadOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useWords } from "./words.ts";

const words = { zh: { export: "导出" }, en: { export: "Export" } };

interface ExportMenuProps {
  /** What is in the files, and that their leaving is told. */
  readonly note: string;
  readonly files: readonly { readonly title: string; readonly address: string }[];
}

/** Files to take away, each a link that the browser follows itself. */
export function ExportMenu({ note, files }: ExportMenuProps) {
  const word = useWords(words);
  const items = [
    { key: "note", type: "group" as const, label: note },
    ...files.map(({ title, address }) => ({
      key: title,
      label: (
        <a href={address} download>
          {title}
        </a>
      ),
    })),
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <Button icon={<DownloadOutlined aria-hidden />}>{word.export}</Button>
    </Dropdown>
  );
}
