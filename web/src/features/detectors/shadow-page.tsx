import { Alert } from "antd";
import { useParams } from "react-router";
import { api } from "../../api/index.ts";
import { KeyFigures, Loaded, Moment, Page, useText, useWords } from "../../ui/index.ts";
import { DifferenceLists, useDifferenceFigures } from "./difference.tsx";
import { ruleWords } from "./rule-words.ts";
import type { Shadow } from "./types.ts";
import { useDetectorTitle } from "./use-rules.ts";

const words = {
  zh: {
    ...ruleWords.zh,
    detectors: "检测器",
    title: "试运行",
    lead: "上次检测如果按这一版执行，会有什么不同。这里的内容不提醒任何人。",
    failed: "上次检测中这一版未能运行",
  },
  en: {
    ...ruleWords.en,
    detectors: "Detectors",
    title: "In shadow",
    lead: "How the last run would have differed had it gone by this version. Nobody is alerted to any of it.",
    failed: "This version did not run last time",
  },
};

/** What a version in shadow found in the last run. */
export default function ShadowPage() {
  const { id = "", number = "" } = useParams();
  const text = useWords(words);
  const query = api.useQuery("get", "/api/detectors/{id}/versions/{number}/shadow", {
    params: { path: { id, number: Number(number) } },
  });
  return (
    <Page
      title={`${text.title} · ${text.number(Number(number))}`}
      trail={[
        { title: text.detectors, path: "/detectors" },
        { title: useDetectorTitle(id), path: `/detectors/${id}` },
      ]}
      lead={
        <>
          {text.lead} {query.data && <Moment at={query.data.at} />}
        </>
      }
    >
      <Loaded query={query}>{(told) => <Told shadow={told} />}</Loaded>
    </Page>
  );
}

function Told({ shadow }: { readonly shadow: Shadow }) {
  const text = useWords(words);
  const told = useText();
  const figures = useDifferenceFigures(shadow);
  return (
    <>
      {shadow.failed && (
        <Alert type="warning" showIcon title={text.failed} description={told(shadow.failed)} />
      )}
      <KeyFigures figures={figures} />
      <DifferenceLists told={shadow} />
    </>
  );
}
