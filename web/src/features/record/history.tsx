import { ArrowRightOutlined, WarningOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { Seal } from "../../seal/index.ts";
import { Moment, Section, StatusTag, useText, useWords } from "../../ui/index.ts";
import { FilePlace } from "./file-place.tsx";
import { ImportLink } from "./import-link.tsx";
import type { Change, FormView, RecordView, VersionView } from "./model.ts";
import { momentText, Value } from "./values.tsx";

const words = {
  zh: {
    title: "变更历史",
    version: (n: number) => `第 ${n} 版`,
    first: "首次出现",
    entered: "手工录入",
    corrected: "人工更正",
    imported: "来源变更",
    gone: "来源中消失",
    returned: "重新出现",
    by: "操作人",
    system: "系统",
    reason: "理由：",
    after: (what: string, at: string) => `在${what}（${at}）之后改动了金额、数量、日期或对象`,
    columns: (n: number) => `来源原始列的变化（${n} 项）`,
    fields: (n: number) => `首次出现时的 ${n} 个字段`,
    hide: "收起",
    none: "内容没有变化",
  },
  en: {
    title: "History",
    version: (n: number) => `Version ${n}`,
    first: "First seen",
    entered: "Entered by hand",
    corrected: "Corrected",
    imported: "Changed in its source",
    gone: "Gone from its source",
    returned: "There again",
    by: "By",
    system: "the system",
    reason: "Reason: ",
    after: (what: string, at: string) =>
      `Amounts, quantities, days or parties changed after “${what}” (${at})`,
    columns: (n: number) => `Changes in the source's own columns (${n})`,
    fields: (n: number) => `The ${n} fields when first seen`,
    hide: "Hide",
    none: "Nothing changed",
  },
};

/** Every version, the latest first, with what it changed field by field. */
export function History({ view, form }: { readonly view: RecordView; readonly form: FormView }) {
  const { title } = useWords(words);
  const newestFirst = [...view.versions].reverse();
  return (
    <Section title={`${title} (${view.versions.length})`}>
      <ol className="history">
        {newestFirst.map((version, i) => (
          <Version
            key={version.version}
            record={view}
            version={version}
            before={newestFirst[i + 1]}
            form={form}
          />
        ))}
      </ol>
    </Section>
  );
}

function Version(props: {
  record: RecordView;
  version: VersionView;
  before: VersionView | undefined;
  form: FormView;
}) {
  const { record, version, before, form } = props;
  const word = useWords(words);
  const text = useText();
  const { changedAfter: after } = version;
  return (
    <li className={after ? "history-version marked" : "history-version"}>
      <header>
        <strong>{word.version(version.version)}</strong>
        <StatusTag
          tone={version.gone ? "warning" : version.origin === "form" && before ? "active" : "neutral"}
        >
          {whatHappened(version, before, word)}
        </StatusTag>
        <Moment at={version.observedAt} seconds />
      </header>
      <Origin record={record} version={version} />
      {version.reason !== undefined && (
        <p className="history-reason">
          {word.reason}
          {version.reason}
        </p>
      )}
      {after && (
        <p className="history-after">
          <WarningOutlined /> {word.after(text(after.title), momentText(after.at))}
        </p>
      )}
      {!version.gone && <Changes version={version} isFirst={before === undefined} form={form} />}
    </li>
  );
}

function whatHappened(
  version: VersionView,
  before: VersionView | undefined,
  word: (typeof words)["zh"],
): string {
  if (version.gone) return word.gone;
  if (!before) return version.origin === "form" ? word.entered : word.first;
  if (before.gone) return word.returned;
  return version.origin === "form" ? word.corrected : word.imported;
}

/** Who, and where from: file and row, import, and the seal on it. */
function Origin({ record, version }: { readonly record: RecordView; readonly version: VersionView }) {
  const word = useWords(words);
  const { actor, batch, knownAt, origin } = version;
  const who = actor.name ?? (actor.id.startsWith("system:") ? word.system : actor.id);
  return (
    <p className="history-origin">
      <span>
        {word.by} {who}
      </span>
      <FilePlace version={version} />
      {origin === "import" && <ImportLink batch={batch} />}
      <Seal
        subject={{ kind: "record", type: record.kind, record: record.record, version: version.version }}
        entry={knownAt === undefined ? undefined : Number(knownAt)}
      />
    </p>
  );
}

/** Fields first; the source's columns, which mostly say the same in its own words, on demand. */
function Changes(props: { version: VersionView; isFirst: boolean; form: FormView }) {
  const { version, isFirst, form } = props;
  const word = useWords(words);
  const fields = version.changes.filter(({ of }) => of !== "source");
  const columns = version.changes.filter(({ of }) => of === "source");
  if (isFirst) {
    return (
      <Folded label={word.fields(fields.length)}>
        <ChangeList changes={fields} version={version} form={form} />
      </Folded>
    );
  }
  if (version.changes.length === 0) return <p className="quiet">{word.none}</p>;
  return (
    <>
      <ChangeList changes={fields} version={version} form={form} />
      {columns.length > 0 && (
        <Folded label={word.columns(columns.length)} isOpen={fields.length === 0}>
          <ChangeList changes={columns} version={version} form={form} />
        </Folded>
      )}
    </>
  );
}

function Folded(props: { label: string; isOpen?: boolean; children: React.ReactNode }) {
  const { label, isOpen: opensAtOnce = false, children } = props;
  const [isOpen, setOpen] = useState(opensAtOnce);
  const { hide } = useWords(words);
  return (
    <>
      <Button
        type="link"
        size="small"
        className="fold"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? hide : label}
      </Button>
      {isOpen && children}
    </>
  );
}

function ChangeList(props: { changes: readonly Change[]; version: VersionView; form: FormView }) {
  const { changes, version, form } = props;
  const text = useText();
  if (changes.length === 0) return null;
  return (
    <dl className="changes">
      {changes.map((change) => {
        const place = change.of === "custom" ? `own.${change.name}` : change.name;
        const choices = form.fields.find((field) => field.place === place)?.choices;
        const common = { type: change.type, isCustom: change.of === "custom", choices };
        return (
          <div key={change.of + change.name}>
            <dt>{text(change.title)}</dt>
            <dd>
              {change.before !== undefined && (
                <del>
                  <Value {...common} value={change.before} currency={version.currencyBefore} />
                </del>
              )}
              {change.before !== undefined && <ArrowRightOutlined className="arrow" />}
              {change.after === undefined ? (
                <Value {...common} value={undefined} currency={undefined} />
              ) : (
                <ins>
                  <Value {...common} value={change.after} currency={version.currency} />
                </ins>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
