import { Button } from "antd";
import { useState } from "react";
import { Loaded, Moment, Section, StatusTag, useLanguage, useText, useWords } from "../../ui/index.ts";
import { percent } from "./figure-words.ts";
import { JobButton } from "./job-button.tsx";
import { PutBackDialog } from "./put-back-dialog.tsx";
import type { Model, Models } from "./types.ts";
import { useModels } from "./use-ranking.ts";

const words = {
  zh: {
    title: "模型",
    note: "每周日凌晨自动训练。最新的三分之一检查结果留出不学，用来与在用模型比较；重抽样中九成以上更好才接替，拿不准就不换。",
    train: "立即训练",
    none: "还没有训练过模型，按反常程度排序。",
    noLabels: "不用检查结果（按反常程度）",
    number: (n: number) => `第 ${n} 版`,
    inService: "在用",
    let: "内容未保留",
    putBack: "启用",
    learned: "学习",
    heldOut: "留出比较",
    counts: (falsified: number, honest: number) => `造假 ${falsified}、属实 ${honest}`,
    precision: "平均查准率",
    candidate: "新模型",
    against: (n: number) => (n === 0 ? "不用检查结果" : `第 ${n} 版`),
    difference: "差的 95% 区间",
    certainty: "重抽样中更好",
    known: "学到",
    index: (data: number, log: number) => `记录截至日志 ${data}，日志共至 ${log}`,
    trained: "训练于",
    by: "由",
    schedule: "按计划",
    steps: "更换记录",
    took: (model: string) => `${model}接替`,
    back: (model: string) => `启用${model}`,
  },
  en: {
    title: "Models",
    note: "Trained every Sunday morning. The newest third of what was found is held out and compared on; a model takes over where it is better in nine resamples of ten, and in doubt nothing changes.",
    train: "Train now",
    none: "No model has been trained yet; the ranking goes by how unusual things are.",
    noLabels: "Without labels (by how unusual)",
    number: (n: number) => `Model ${n}`,
    inService: "In service",
    let: "content not kept",
    putBack: "Put in service",
    learned: "Learned from",
    heldOut: "Held out",
    counts: (falsified: number, honest: number) => `${falsified} falsified, ${honest} honest`,
    precision: "Average precision",
    candidate: "the new model",
    against: (n: number) => (n === 0 ? "without labels" : `model ${n}`),
    difference: "95 % of the differences",
    certainty: "better in",
    known: "Taught until",
    index: (data: number, log: number) => `records up to entry ${data}, log up to ${log}`,
    trained: "Trained",
    by: "by",
    schedule: "on schedule",
    steps: "What ranked when",
    took: (model: string) => `${model} took over`,
    back: (model: string) => `${model} put in service`,
  },
};

/** Models, how each did against the one before it, which ranks, and who had it changed. */
export function ModelsPanel() {
  const text = useWords(words);
  const query = useModels();
  const [asked, setAsked] = useState<number>();
  return (
    <Loaded query={query} rows={6}>
      {(models) => (
        <>
          <LastTraining models={models} />
          <Section title={text.title} extra={<JobButton name="ranking.train" verb={text.train} />}>
            <p className="note">{text.note}</p>
            {models.models.length === 0 && <p className="note">{text.none}</p>}
            <ol className="models">
              {models.models.map((model) => (
                <OneModel
                  key={model.number}
                  model={model}
                  inService={models.inService}
                  onPutBack={setAsked}
                />
              ))}
              <li>
                <div className="model-head">
                  <strong>{text.noLabels}</strong>
                  <Standing isInService={models.inService === 0} isKept onPutBack={() => setAsked(0)} />
                </div>
              </li>
            </ol>
          </Section>
          {models.steps.length > 0 && <Steps models={models} />}
          {asked !== undefined && (
            <PutBackDialog
              model={asked}
              revision={models.revision}
              name={asked === 0 ? text.noLabels : text.number(asked)}
              onClose={() => setAsked(undefined)}
            />
          )}
        </>
      )}
    </Loaded>
  );
}

/** What the last training came to, which is no model where too little was found. */
function LastTraining({ models: { jobs } }: { readonly models: Models }) {
  const say = useText();
  const last = jobs.find(({ name, state }) => name === "ranking.train" && state === "done");
  if (!last?.words) return null;
  return (
    <p className="scored">
      <Moment at={last.finishedAt} /> {say(last.words)}
    </p>
  );
}

interface StandingProps {
  readonly isInService: boolean;
  readonly isKept: boolean;
  onPutBack(): void;
}

function Standing({ isInService, isKept, onPutBack }: StandingProps) {
  const text = useWords(words);
  if (isInService) return <StatusTag tone="active">{text.inService}</StatusTag>;
  if (!isKept) return <small>{text.let}</small>;
  return (
    <Button size="small" onClick={onPutBack}>
      {text.putBack}
    </Button>
  );
}

interface ModelProps {
  readonly model: Model;
  readonly inService: number;
  onPutBack(number: number): void;
}

function OneModel({ model, inService, onPutBack }: ModelProps) {
  const text = useWords(words);
  const say = useText();
  const language = useLanguage();
  const { number, contest, labels, isKept, cause, trainedAt, trainedBy, knownAt } = model;
  const { candidate, inService: before, difference, certainty } = contest;
  const sign = (value: number) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`;
  return (
    <li>
      <div className="model-head">
        <strong>{text.number(number)}</strong>
        <Standing isInService={number === inService} isKept={isKept} onPutBack={() => onPutBack(number)} />
      </div>
      <p>{say(contest.why)}</p>
      <dl>
        <div>
          <dt>{text.precision}</dt>
          <dd className="figures">
            <span>
              {candidate.toFixed(3)} <small>{text.candidate}</small>
            </span>
            <span>
              {before.toFixed(3)} <small>{text.against(contest.against)}</small>
            </span>
          </dd>
        </div>
        <div>
          <dt>{text.difference}</dt>
          <dd className="figures">
            {sign(difference.least)} … {sign(difference.most)}{" "}
            <small>
              {text.certainty} {percent(certainty, language)}
            </small>
          </dd>
        </div>
        <div>
          <dt>{text.learned}</dt>
          <dd>{text.counts(labels.learned.falsified, labels.learned.honest)}</dd>
        </div>
        <div>
          <dt>{text.heldOut}</dt>
          <dd>{text.counts(labels.heldOut.falsified, labels.heldOut.honest)}</dd>
        </div>
        <div>
          <dt>{text.known}</dt>
          <dd>
            <Moment at={knownAt} /> <small>{text.index(model.dataIndex, model.logIndex)}</small>
          </dd>
        </div>
        <div>
          <dt>{text.trained}</dt>
          <dd>
            <Moment at={trainedAt} />{" "}
            <small>
              {cause === "schedule" ? text.schedule : `${text.by} ${trainedBy.name ?? trainedBy.id}`}
            </small>
          </dd>
        </div>
      </dl>
    </li>
  );
}

function Steps({ models: { steps } }: { readonly models: Models }) {
  const text = useWords(words);
  return (
    <Section title={text.steps}>
      <ul className="model-steps">
        {steps.map(({ revision, model, step, reason, by, at }) => {
          const name = model === 0 ? text.noLabels : text.number(model);
          return (
            <li key={revision}>
              <Moment at={at} /> {step === "took-over" ? text.took(name) : text.back(name)}{" "}
              <small>{by.name ?? by.id}</small> {reason && <q>{reason}</q>}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
