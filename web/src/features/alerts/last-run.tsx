import { Button, Progress } from "antd";
import { api, client } from "../../api/index.ts";
import { Day, Moment, useConfirm, useTellRefusal, useText, useWords } from "../../ui/index.ts";

const words = {
  zh: {
    last: "最近检测",
    asOf: "（数据截至",
    end: "）。",
    never: "尚未运行检测。",
    tested: (tested: number, expected: string, byRule: number) =>
      tested === 0
        ? `${byRule} 个疑点均由规则判定。`
        : `统计检验所得 ${tested} 个疑点中预计约 ${expected} 个为误报；另有 ${byRule} 个由规则判定，不作此估计。`,
    run: "立即检测",
    running: "正在检测",
    failed: "上次检测失败：",
    cancelled: (by: string) => `上次检测已由${by}取消：`,
    cancel: "取消检测",
    sure: "取消正在进行的检测？",
    lost: "已查出的不会保留；由谁取消会记入日志。",
  },
  en: {
    last: "Last run",
    asOf: " (data up to",
    end: "). ",
    never: "The detectors have not run yet.",
    tested: (tested: number, expected: string, byRule: number) =>
      tested === 0
        ? `All ${byRule} findings are by rule.`
        : `Of ${tested} ${tested === 1 ? "finding" : "findings"} by statistical test about ${expected} are expected to be false alarms; ${byRule} more are by rule and have no such estimate.`,
    run: "Run now",
    running: "Running",
    failed: "The last run failed: ",
    cancelled: (by: string) => `The last run was cancelled by ${by}: `,
    cancel: "Cancel the run",
    sure: "Cancel the run that goes on?",
    lost: "What it has found so far is not kept; who cancelled it goes into the log.",
  },
};

/** When it was last looked, what of it may be chance, and how far a run is that goes on. */
export function LastRun() {
  const text = useWords(words);
  const say = useText();
  const tell = useTellRefusal();
  const confirm = useConfirm();
  const { data: runs, refetch } = api.useQuery(
    "get",
    "/api/runs",
    {},
    {
      refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? 1_000 : 30_000),
    },
  );
  if (!runs) return null;
  const underWay = runs.find(isUnderWay);
  const done = runs.find(({ state }) => state === "done");
  const [newest] = runs;
  const start = async () => {
    const { error } = await client.POST("/api/runs");
    if (error) tell(error);
    await refetch();
  };
  const cancel = async (id: string) => {
    const { error } = await client.POST("/api/runs/{id}/cancel", { params: { path: { id } } });
    if (error) throw error;
    await refetch();
  };
  return (
    <span className="last-run">
      {done ? (
        <span>
          {text.last} <Moment at={done.finishedAt} />
          {text.asOf} <Day day={done.asOf} />
          {text.end}
          {text.tested(
            done.findingsTested ?? 0,
            expectedText(done.expectedFalseAlarms ?? 0),
            done.findingsByRule ?? 0,
          )}
        </span>
      ) : (
        <span>{text.never}</span>
      )}
      {newest?.state === "failed" && newest.words && (
        <span className="run-failed">
          {text.failed}
          {say(newest.words)}
        </span>
      )}
      {newest?.state === "cancelled" && newest.cancelledBy && (
        <span>
          {text.cancelled(newest.cancelledBy.name ?? newest.cancelledBy.id)}
          <Moment at={newest.cancelledAt} />
        </span>
      )}
      {underWay ? (
        <span className="run-progress">
          <Progress type="circle" size={18} percent={underWay.percent} showInfo={false} />
          {text.running} {Math.floor(underWay.percent)}%{underWay.words ? ` · ${say(underWay.words)}` : ""}
          <Button
            size="small"
            type="link"
            onClick={() =>
              confirm({
                title: text.sure,
                content: text.lost,
                verb: text.cancel,
                isDangerous: true,
                act: () => cancel(underWay.id),
              })
            }
          >
            {text.cancel}
          </Button>
        </span>
      ) : (
        <Button size="small" onClick={() => void start()}>
          {text.run}
        </Button>
      )}
    </span>
  );
}

const isUnderWay = ({ state }: { readonly state: string }) => state === "waiting" || state === "running";

const expectedText = (value: number) => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
