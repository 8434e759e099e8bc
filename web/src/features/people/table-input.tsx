import { InboxOutlined } from "@ant-design/icons";
import { Input, Upload } from "antd";
import { useWords } from "../../ui/index.ts";
import { readText } from "./read-table.ts";

const words = {
  zh: { drop: "把 CSV 文件拖到这里，或点击选择", paste: "也可以从 Excel 复制后粘贴，第一行为列名：" },
  en: {
    drop: "Drop a CSV file here, or click to choose one",
    paste: "Or paste cells from Excel, headings first:",
  },
};

/** A table as text, from a file or pasted. */
export function TableInput(props: {
  readonly text: string;
  readonly example: string;
  onText(text: string): void;
}) {
  const { text, example, onText } = props;
  const { drop, paste } = useWords(words);
  return (
    <>
      <Upload.Dragger
        accept=".csv,.txt,text/csv,text/plain"
        showUploadList={false}
        beforeUpload={(file) => {
          void readText(file).then(onText);
          return Upload.LIST_IGNORE;
        }}
      >
        <InboxOutlined aria-hidden /> {drop}
      </Upload.Dragger>
      <p className="lead">{paste}</p>
      <Input.TextArea
        aria-label={paste}
        rows={6}
        value={text}
        placeholder={example}
        spellCheck={false}
        onChange={({ target }) => onText(target.value)}
      />
    </>
  );
}
