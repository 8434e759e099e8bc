import { useQueryClient } from "@tanstack/react-query";
import { InputNumber, Modal, Radio, Slider } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { client } from "../../api/index.ts";
import { RefusalAlert, useWords } from "../../ui/index.ts";
import { GoesByChoice } from "./goes-by-choice.tsx";
import type { GoesBy, Unit } from "./types.ts";

const words = {
  zh: {
    title: "抽取待查清单",
    verb: "抽取并封存",
    cancel: "取消",
    unit: "抽查对象",
    document: "最近十二个月的销售单据",
    seller: "销售员",
    alert: "尚未判定的疑点",
    capacity: "能查多少项",
    share: "其中随机抽取",
    percent: (value: number) => `${value}%`,
    usual: "一般 10–20%。没有随机部分，就无法估计漏掉了多少。",
    seed: "随机种子由系统产生，不能指定；清单、种子与抽取范围在您看到之前写入日志。",
  },
  en: {
    title: "Draw what to inspect next",
    verb: "Draw and seal",
    cancel: "Cancel",
    unit: "Inspect",
    document: "Sale documents of the last twelve months",
    seller: "Sellers",
    alert: "Alerts that nobody has decided",
    capacity: "How many can be inspected",
    share: "Of these drawn at random",
    percent: (value: number) => `${value} %`,
    usual: "10–20 % is usual. Without any, what was missed cannot be told.",
    seed: "The seed is the system's own and cannot be chosen; list, seed and what it was drawn from are written to the log before you see them.",
  },
};

const units: readonly Unit[] = ["document", "seller", "alert"];

export function DrawDialog({ onClose }: { onClose(): void }) {
  const text = useWords(words);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [unit, setUnit] = useState<Unit>("document");
  /** As usual of what is drawn until somebody chooses. */
  const [goesBy, setGoesBy] = useState<GoesBy>();
  const [capacity, setCapacity] = useState<number | null>(30);
  const [percent, setPercent] = useState(20);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const draw = async () => {
    if (capacity === null || isBusy) return;
    setBusy(true);
    const { data, error } = await client.POST("/api/inspections", {
      body: { unit, capacity, randomShare: percent / 100, ...(goesBy ? { goesBy } : {}) },
    });
    setBusy(false);
    setError(error);
    if (!data) return;
    await queries.invalidateQueries({ queryKey: ["get", "/api/inspections"] });
    await navigate(`/inspections/${data.id}`);
  };
  return (
    <Modal
      open
      title={text.title}
      okText={text.verb}
      cancelText={text.cancel}
      okButtonProps={{ disabled: capacity === null }}
      confirmLoading={isBusy}
      onOk={() => void draw()}
      onCancel={onClose}
    >
      <div className="draw-form">
        <RefusalAlert error={error} />
        <div role="radiogroup" aria-labelledby="draw-unit">
          <span className="draw-label" id="draw-unit">
            {text.unit}
          </span>
          <Radio.Group
            value={unit}
            onChange={({ target }) => {
              setUnit(target.value as Unit);
              setGoesBy(undefined);
            }}
          >
            {units.map((one) => (
              <Radio key={one} value={one}>
                {text[one]}
              </Radio>
            ))}
          </Radio.Group>
        </div>
        {unit !== "alert" && <GoesByChoice unit={unit} chosen={goesBy} onChoose={setGoesBy} />}
        <div>
          <label htmlFor="draw-capacity">{text.capacity}</label>
          <InputNumber
            id="draw-capacity"
            min={1}
            max={1_000}
            precision={0}
            value={capacity}
            onChange={setCapacity}
          />
        </div>
        <div>
          <span className="draw-label">
            {text.share} {text.percent(percent)}
          </span>
          <Slider
            min={0}
            max={100}
            step={5}
            value={percent}
            onChange={setPercent}
            ariaLabelForHandle={text.share}
            tooltip={{ open: false }}
          />
          <small>{text.usual}</small>
        </div>
        <small>{text.seed}</small>
      </div>
    </Modal>
  );
}
