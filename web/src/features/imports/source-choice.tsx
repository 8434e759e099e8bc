import { AutoComplete, Checkbox } from "antd";
import { useId } from "react";
import { Link } from "react-router";
import { api } from "../../api/index.ts";
import { Section, useWords } from "../../ui/index.ts";
import type { Plan, Preview } from "./types.ts";

const words = {
  zh: {
    title: "数据来源",
    name: "来源名称",
    placeholder: "例如 kingdee、crm-east",
    lead: "同一系统的数据每次用同一个名称：记录按来源识别，再次导入时只记下变化。",
    wrong: "用小写字母、数字和 . _ - 命名，以字母或数字开头，最多 60 个字符。",
    kept: (version: number) => `已套用上次的映射（第 ${version} 版）`,
    show: "查看版本",
    complete: "这些文件包含该来源的全部数据",
    completeWhy: "勾选后，以前有、这次没有的记录会标为“消失”。只导入部分数据时不要勾选。",
  },
  en: {
    title: "Source",
    name: "Name of the source",
    placeholder: "such as kingdee or crm-east",
    lead: "Use the same name for the same system every time: records are known by their source, and the next import notes only what has changed.",
    wrong: "Small letters, digits and . _ - only, beginning with a letter or digit, 60 characters at most.",
    kept: (version: number) => `The mapping of last time is used (version ${version})`,
    show: "See its versions",
    complete: "These files hold everything that the source has",
    completeWhy:
      "Records that were there before and are not in the files will be marked as gone. Leave it open for partial data.",
  },
};

export const isSourceName = (name: string) => /^[a-z0-9][a-z0-9._-]{0,59}$/.test(name);

interface Props {
  readonly plan: Plan;
  readonly kept: Preview["kept"];
  onPlan(plan: Plan): void;
}

export function SourceChoice({ plan, kept, onPlan }: Props) {
  const told = useWords(words);
  const { data = [] } = api.useQuery("get", "/api/mappings");
  const id = useId();
  const isWrong = plan.source !== "" && !isSourceName(plan.source);
  return (
    <Section
      title={told.title}
      extra={
        kept &&
        kept.name === plan.source && (
          <span className="import-kept">
            {told.kept(kept.version)} · <Link to={`/imports/mappings/${kept.name}`}>{told.show}</Link>
          </span>
        )
      }
    >
      <div className="import-source">
        <div>
          <label className="import-label" htmlFor={id}>
            {told.name}
          </label>
          <AutoComplete
            id={id}
            className="import-source-name"
            value={plan.source}
            placeholder={told.placeholder}
            status={isWrong ? "error" : ""}
            options={data.map(({ name }) => ({ value: name }))}
            showSearch={{ filterOption: true }}
            onChange={(source: string) => onPlan({ ...plan, source: source.trim().toLowerCase() })}
          />
        </div>
        <p className="lead">{isWrong ? <span className="negative">{told.wrong}</span> : told.lead}</p>
        <Checkbox
          checked={plan.complete}
          onChange={({ target }) => onPlan({ ...plan, complete: target.checked })}
        >
          {told.complete}
          <span className="import-hint">{told.completeWhy}</span>
        </Checkbox>
      </div>
    </Section>
  );
}
