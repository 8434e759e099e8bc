import { FileAddOutlined, FolderOpenOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type DragEvent, useRef, useState } from "react";
import { RefusalAlert, Section, useWords } from "../../ui/index.ts";
import { ChosenFiles, type SendingState } from "./chosen-files.tsx";
import { FromFolder } from "./from-folder.tsx";
import { OpenUploads } from "./open-uploads.tsx";
import { addFiles, type Chosen, droppedFiles, pickedFiles, sendFiles } from "./send-files.ts";

const words = {
  zh: {
    title: "选择文件",
    drop: "把文件或整个文件夹拖到这里",
    formats: "CSV、TSV、TXT、Excel（.xlsx）、JSON、Parquet，以及它们的 zip、gz 压缩。可一次选择多个。",
    files: "选择文件",
    folder: "选择文件夹",
  },
  en: {
    title: "Choose files",
    drop: "Drop files or a whole folder here",
    formats: "CSV, TSV, TXT, Excel (.xlsx), JSON, Parquet, and these as zip or gz. Several at once.",
    files: "Choose files",
    folder: "Choose a folder",
  },
};

/** Files from this computer, or those of a folder on the server; what was begun before can be gone on with. */
export function ChooseStep({ onReady }: { onReady(upload: string): void }) {
  const told = useWords(words);
  const [files, setFiles] = useState<readonly Chosen[]>([]);
  const [sending, setSending] = useState<SendingState>();
  const [error, setError] = useState<unknown>();

  const send = async () => {
    const stop = new AbortController();
    setError(undefined);
    setSending({ sent: 0, name: "", stop });
    try {
      const onProgress = (sent: number, name: string) => setSending({ sent, name, stop });
      onReady(await sendFiles({ files, signal: stop.signal, onProgress }));
    } catch (failed) {
      if (!stop.signal.aborted) setError(failed);
    } finally {
      setSending(undefined);
    }
  };
  return (
    <>
      <RefusalAlert error={error} />
      <Section title={told.title}>
        {!sending && <DropZone onAdd={(added) => setFiles((before) => addFiles(before, added))} />}
        <ChosenFiles files={files} sending={sending} onChange={setFiles} onSend={() => void send()} />
      </Section>
      {!sending && files.length === 0 && (
        <>
          <FromFolder onReady={onReady} />
          <OpenUploads onOpen={onReady} />
        </>
      )}
    </>
  );
}

function DropZone({ onAdd }: { onAdd(files: Chosen[]): void }) {
  const told = useWords(words);
  const [isOver, setOver] = useState(false);
  const [some, whole] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onAdd(await droppedFiles(event.dataTransfer));
  };
  const field = (of: typeof some, props: object) => (
    <input
      ref={of}
      type="file"
      multiple
      hidden
      onChange={({ target }) => {
        onAdd(pickedFiles(target.files ?? new DataTransfer().files));
        target.value = "";
      }}
      {...props}
    />
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the buttons inside do the same by keyboard
    <div
      className={isOver ? "drop-zone is-over" : "drop-zone"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => void drop(event)}
    >
      <p className="drop-title">{told.drop}</p>
      <p className="lead">{told.formats}</p>
      <div className="drop-buttons">
        <Button type="primary" icon={<FileAddOutlined />} onClick={() => some.current?.click()}>
          {told.files}
        </Button>
        <Button icon={<FolderOpenOutlined />} onClick={() => whole.current?.click()}>
          {told.folder}
        </Button>
      </div>
      {field(some, {})}
      {field(whole, { webkitdirectory: "" })}
    </div>
  );
}
