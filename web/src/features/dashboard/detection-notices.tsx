import { Alert } from "antd";
import { Link } from "react-router";
import { api } from "../../api/index.ts";
import { useText, useWords } from "../../ui/index.ts";

const words = {
  zh: {
    failed: "检测本身有部分失败，以下疑点可能不全",
    moved: (n: number) => `与以往相比，数据或得分有 ${n} 处明显变化，解读疑点前先看一看。`,
    look: "系统有多准",
  },
  en: {
    failed: "A part of detection has failed: the alerts below may not be all",
    moved: (n: number) =>
      `${n === 1 ? "1 thing moved" : `${n} things moved`} in the data or in the scores; look before you read the alerts.`,
    look: "How well it does",
  },
};

/** What detection says of itself, for those who work by it. */
export function DetectionNotices() {
  const text = useWords(words);
  const say = useText();
  const { data } = api.useQuery("get", "/api/honesty/notices", {}, { staleTime: 60_000, retry: false });
  if (!data) return null;
  const { failures, drift } = data;
  const action = <Link to="/honesty">{text.look}</Link>;
  return (
    <>
      {failures.length > 0 && (
        <Alert
          className="refusal"
          type="error"
          showIcon
          role="alert"
          title={text.failed}
          description={failures.map(({ part, sentence }) => <div key={part}>{say(sentence)}</div>)}
          action={action}
        />
      )}
      {drift.length > 0 && (
        <Alert className="refusal" type="info" showIcon title={text.moved(drift.length)} action={action} />
      )}
    </>
  );
}
