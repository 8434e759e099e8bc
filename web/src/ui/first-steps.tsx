import { Button, Progress } from "antd";
import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { api, mayEnter, queryClient, type Role, useMe } from "../api/index.ts";
import { EmptyState, RefusalAlert } from "./states.tsx";
import { useLanguage, useWords } from "./words.ts";

const words = {
  zh: {
    title: "从哪里开始",
    demo: "载入演示公司",
    demoText:
      "一家虚构的公司：一年半的客户、合同、订单、开票、回款与拜访，其中埋有已知的舞弊手法。适合先熟悉系统；载入后，请为正式数据另用一个数据文件夹。",
    demoAction: "载入演示公司",
    again: "重新载入",
    failed: "演示公司没有载入完成，已写入的部分不会显示。",
    own: "导入自己的数据",
    ownText:
      "上传 CRM 或 ERP 导出的表格。系统会识别各列并先行试算，您确认后才写入；写入的每一行都可追溯到原文件。",
    ownAction: "开始导入",
    wait: "还没有数据，请等待审计或财务人员导入。",
  },
  en: {
    title: "Where to begin",
    demo: "Load the demo company",
    demoText:
      "An invented company: a year and a half of customers, contracts, orders, invoices, payments and visits, with known schemes hidden in them. Good for getting to know the system; use another data folder for real data afterwards.",
    demoAction: "Load the demo company",
    again: "Load it again",
    failed: "The demo company was not loaded to its end; nothing of it is shown.",
    own: "Import your own data",
    ownText:
      "Upload tables exported from the CRM or ERP. Columns are recognised, a trial run shows the outcome, and nothing is written before you agree; every row leads back to its file.",
    ownAction: "Begin an import",
    wait: "There is no data yet. Somebody of audit or finance will import it.",
  },
};

const whoImports: readonly Role[] = ["lead-auditor", "auditor", "finance"];
const pause = 1_500; // milliseconds between looks at a demo company that is being loaded

/** For the first page while the house holds no records: what this person can do about it. */
export function FirstSteps() {
  const text = useWords(words);
  const navigate = useNavigate();
  const mayImport = mayEnter(whoImports, useMe().roles);
  const demo = useDemo();
  if (!mayImport && !demo.isOffered) return demo.isKnown ? <EmptyState title={text.wait} /> : null;
  return (
    <section className="first-steps" aria-label={text.title}>
      {demo.isOffered && (
        <div className="first-step">
          <h2>{text.demo}</h2>
          <p>{text.demoText}</p>
          <DemoAction {...demo} />
        </div>
      )}
      {mayImport && (
        <div className="first-step">
          <h2>{text.own}</h2>
          <p>{text.ownText}</p>
          <Button type={demo.isOffered ? "default" : "primary"} onClick={() => void navigate("/imports/new")}>
            {text.ownAction}
          </Button>
        </div>
      )}
    </section>
  );
}

type Demo = ReturnType<typeof useDemo>;

function DemoAction({ loading, isUnderWay, start, isStarting, error }: Demo) {
  const text = useWords(words);
  const language = useLanguage();
  if (isUnderWay) {
    return (
      <div role="status" aria-live="polite">
        <Progress percent={Math.round(loading?.percent ?? 0)} size="small" status="active" />
        <small>{loading?.words?.[language]}</small>
      </div>
    );
  }
  const hasFailed = loading?.state === "failed";
  return (
    <>
      {hasFailed && <RefusalAlert error={{ code: "conflict", message: text.failed }} />}
      <RefusalAlert error={error} />
      <Button type="primary" loading={isStarting} onClick={start}>
        {hasFailed ? text.again : text.demoAction}
      </Button>
    </>
  );
}

/** Whether the demo company may be loaded, and how far it is. When it is there, all pages ask anew. */
function useDemo() {
  const house = api.useQuery(
    "get",
    "/api/house",
    {},
    { refetchInterval: ({ state }) => (isRunning(state.data?.loading?.state) ? pause : false) },
  );
  const { mutate, isPending, error } = api.useMutation("post", "/api/demo", {
    onSuccess: () => void house.refetch(),
  });
  const { loading, mayLoadDemo = false } = house.data ?? {};
  const isUnderWay = isRunning(loading?.state);
  const wasUnderWay = useRef(false);
  useEffect(() => {
    if (wasUnderWay.current && !isUnderWay) void queryClient.invalidateQueries();
    wasUnderWay.current = isUnderWay;
  }, [isUnderWay]);
  return {
    isKnown: house.data !== undefined,
    isOffered: mayLoadDemo || isUnderWay,
    isUnderWay,
    loading,
    isStarting: isPending,
    error,
    start: () => mutate({}),
  };
}

const isRunning = (state: string | undefined) => state === "waiting" || state === "running";
