import { Checkbox, Form, Input, InputNumber, Modal } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/index.ts";
import { RefusalAlert, useWords } from "../../ui/index.ts";
import type { Version } from "./types.ts";
import { useRefresh } from "./use-rules.ts";

const words = {
  zh: {
    title: "回测",
    verb: "开始回测",
    cancel: "取消",
    lead: "在所选的每一天，用当时的数据分别运行这一版和现行版本，比较各自会发现什么。",
    days: "过去的日子",
    hint: "用逗号分隔，最多 12 天",
    wrong: "日期写成 2026-06-30",
    minutes: "核查一条疑点所需分钟数",
    minutesHint: "默认值见“设置”的“检测”一栏",
    byHappened: "一律用现在的记录，按业务日期截取",
    byHappenedHint:
      "不勾选时，系统里有当时数据的日子按当时所知回测；当时还没有数据的（历史一次导入的）按业务日期截取，并注明“看不到修改”。",
  },
  en: {
    title: "Back-test",
    verb: "Begin",
    cancel: "Cancel",
    lead: "For each of the days, this version and the one in force run over the data as they were then, and what each finds is compared.",
    days: "Past days",
    hint: "separated by commas, 12 at most",
    wrong: "write days as 2026-06-30",
    minutes: "Minutes of looking into one alert",
    minutesHint: "unless changed, as the settings say under “Detection”",
    byHappened: "Take records as they are now, cut off by business date",
    byHappenedHint:
      "Unless ticked, days on which the house held data are tested on what was known then; earlier days (history that was loaded at once) are cut off by business date and marked “edits unseen”.",
  },
};

/** The ends of the last months, oldest first. */
function monthEnds(count: number): string[] {
  const now = new Date();
  return Array.from({ length: count }, (_, i) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count + 1 + i, 0)).toISOString().slice(0, 10),
  );
}

export function BackTestDialog({ version, onClose }: { readonly version: Version; onClose(): void }) {
  const text = useWords(words);
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [typed, setTyped] = useState(() => monthEnds(6).join(", "));
  const [byHappened, setByHappened] = useState(false);
  const settings = api.useQuery("get", "/api/detection-settings", {}, { staleTime: 60_000 });
  const [minutes, setMinutes] = useState<number>();
  const begin = api.useMutation("post", "/api/detectors/{id}/versions/{number}/back-tests");
  const days = typed.split(/[,，、\s]+/).filter(Boolean);
  const isWrong = days.length === 0 || days.length > 12 || days.some((day) => !/^\d{4}-\d\d-\d\d$/.test(day));
  const { detector, number, revision } = version;
  const submit = () =>
    begin
      .mutateAsync({
        params: { path: { id: detector, number } },
        body: { revision, days, byHappened, ...(minutes === undefined ? {} : { minutesPerAlert: minutes }) },
      })
      .then(
        async ({ id }) => {
          await refresh();
          await navigate(`/detectors/${detector}/back-tests/${id}`);
        },
        () => undefined,
      );
  return (
    <Modal
      open
      title={text.title}
      okText={text.verb}
      cancelText={text.cancel}
      okButtonProps={{ disabled: isWrong }}
      confirmLoading={begin.isPending}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <RefusalAlert error={begin.error} />
        <p className="dialog-lead">{text.lead}</p>
        <Form.Item
          label={text.days}
          htmlFor="back-test-days"
          help={isWrong && typed !== "" ? text.wrong : text.hint}
          {...(isWrong ? { validateStatus: "error" as const } : {})}
        >
          <Input.TextArea
            id="back-test-days"
            rows={3}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </Form.Item>
        <Form.Item label={text.minutes} htmlFor="back-test-minutes" help={text.minutesHint}>
          <InputNumber
            id="back-test-minutes"
            min={1}
            max={10_000}
            precision={0}
            value={minutes ?? settings.data?.minutesPerAlert ?? null}
            onChange={(next) => next !== null && setMinutes(Number(next))}
          />
        </Form.Item>
        <Form.Item extra={text.byHappenedHint}>
          <Checkbox checked={byHappened} onChange={({ target }) => setByHappened(target.checked)}>
            {text.byHappened}
          </Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
