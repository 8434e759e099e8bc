import { Steps } from "antd";
import { useSearchParams } from "react-router";
import { Loaded, Page, useWords } from "../../ui/index.ts";
import { CheckStep } from "./check-step.tsx";
import { ChooseStep } from "./choose-step.tsx";
import { DryRunStep } from "./dry-run-step.tsx";
import { RecogniseStep } from "./recognise-step.tsx";
import type { Upload } from "./types.ts";
import { useUpload } from "./use-job.ts";

const words = {
  zh: {
    title: "导入数据",
    trail: "数据导入",
    steps: ["选择文件", "识别", "核对映射", "试算并导入"],
  },
  en: {
    title: "Import data",
    trail: "Imports",
    steps: ["Choose files", "Recognise", "Check the mapping", "Try out and import"],
  },
};

/** The address holds where one is, so that a reload, or the server's restart, loses nothing. */
export default function NewImportPage() {
  const { title, trail, steps } = useWords(words);
  const [place, setPlace] = useSearchParams();
  const upload = place.get("upload");
  const step = upload === null ? 0 : place.get("step") === "try" ? 3 : place.get("step") === "check" ? 2 : 1;
  const go = (next: { upload?: string; step?: "check" | "try" }) => setPlace(next as Record<string, string>);
  return (
    <Page title={title} trail={[{ title: trail, path: "/imports" }]}>
      <Steps
        className="import-steps"
        size="small"
        current={step}
        responsive={false}
        items={steps.map((name) => ({ title: name }))}
      />
      {upload === null ? (
        <ChooseStep onReady={(id) => go({ upload: id })} />
      ) : (
        <Examined key={upload} id={upload} step={step} go={go} />
      )}
    </Page>
  );
}

function Examined(props: {
  readonly id: string;
  readonly step: number;
  go(next: { upload?: string; step?: "check" | "try" }): void;
}) {
  const { id, step, go } = props;
  const query = useUpload(id);
  const check = () => go({ upload: id, step: "check" });
  return (
    <Loaded query={query}>
      {(upload: Upload) => {
        if (step === 1 || !upload.preview?.result) {
          return <RecogniseStep upload={upload} onDone={check} onOthers={() => go({})} />;
        }
        if (step === 3 && upload.plan) return <DryRunStep upload={upload} onBack={check} />;
        return (
          <CheckStep upload={upload} onNext={() => go({ upload: id, step: "try" })} onOthers={() => go({})} />
        );
      }}
    </Loaded>
  );
}
