import { Alert } from "antd";
import { useText, useWords } from "../../ui/index.ts";
import type { Preview } from "./types.ts";

const words = {
  zh: {
    title: (count: number) => `${count} 个文件或工作表无法读取，其余照常处理`,
    rows: (count: string) => `另有 ${count} 行无法读取，将列入拒收明细。`,
  },
  en: {
    title: (count: number) =>
      count === 1
        ? "One file or sheet cannot be read; the rest goes on"
        : `${count} files or sheets cannot be read; the rest goes on`,
    rows: (count: string) => `${count} rows cannot be read and will be among the refused rows.`,
  },
};

/** Each with the sentence that says why. Nothing where everything was read. */
export function UnusableFiles({ preview }: { readonly preview: Preview }) {
  const told = useWords(words);
  const text = useText();
  const { unusable, refusedTotal } = preview;
  if (unusable.length === 0 && refusedTotal === 0) return null;
  return (
    <Alert
      className="refusal"
      type="warning"
      showIcon
      title={unusable.length > 0 ? told.title(unusable.length) : told.rows(refusedTotal.toLocaleString("en"))}
      description={
        <>
          {unusable.map(({ path, member, expected }) => (
            <div key={`${path} ${member ?? ""}`}>
              <strong>{member === undefined ? path : `${path} › ${member}`}</strong> {text(expected)}
            </div>
          ))}
          {unusable.length > 0 && refusedTotal > 0 && (
            <div>{told.rows(refusedTotal.toLocaleString("en"))}</div>
          )}
        </>
      }
    />
  );
}
