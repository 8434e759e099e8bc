import { Segmented, Tag } from "antd";
import { useState } from "react";
import { api } from "../../api/index.ts";
import { EmptyState, FilterBar, Loaded, Page, Section, useLanguage, useWords } from "../../ui/index.ts";
import { type Policy, readPolicy } from "./read-policy.ts";
import { useRoleWords } from "./role-words.ts";

const words = {
  zh: {
    title: "访问规则",
    lead: "系统据以判断谁能做什么的全部规则，逐字如此。未经允许的一律禁止；“禁止”总是优先于“允许”。",
    all: "全部",
    permit: "允许",
    forbid: "禁止",
    search: "按角色、操作或名称查找",
    nothing: "没有符合的规则",
    actions: "操作",
    everything: "全部操作",
    wording: "规则原文",
    rooms: {
      people: "人员",
      ledger: "日志",
      desk: "视图",
      records: "记录",
      settings: "设置",
      monitoring: "检测与疑点",
      system: "系统运行",
      main: "系统",
    },
  },
  en: {
    title: "Access rules",
    lead: "Every rule by which the system decides who may do what, word for word. What is not permitted is forbidden, and a forbid always wins.",
    all: "All",
    permit: "Permit",
    forbid: "Forbid",
    search: "Find by role, action or name",
    nothing: "No such rule",
    actions: "Actions",
    everything: "every action",
    wording: "The rule itself",
    rooms: {
      people: "People",
      ledger: "Log",
      desk: "Views",
      records: "Records",
      settings: "Settings",
      monitoring: "Detection and alerts",
      system: "Running the system",
      main: "The installation",
    },
  },
};

type Effect = "all" | Policy["effect"];

export default function RulesPage() {
  const text = useWords(words);
  const roles = useRoleWords();
  const query = api.useQuery("get", "/api/policies", {}, { staleTime: Number.POSITIVE_INFINITY });
  const [search, setSearch] = useState("");
  const [effect, setEffect] = useState<Effect>("all");
  const wanted = search.trim().toLowerCase();
  const matches = (policy: Policy) => {
    const told = [
      policy.id,
      policy.text,
      policy.title.zh,
      ...policy.roles.map((role) => roles[role].name),
    ].join("\n");
    return (effect === "all" || policy.effect === effect) && told.toLowerCase().includes(wanted);
  };
  return (
    <Page title={text.title} lead={text.lead}>
      <FilterBar search={search} onSearch={setSearch} placeholder={text.search}>
        <Segmented<Effect>
          value={effect}
          onChange={setEffect}
          options={(["all", "permit", "forbid"] as const).map((value) => ({ value, label: text[value] }))}
        />
      </FilterBar>
      <Loaded query={query}>
        {(found) => {
          const shown = found.map(readPolicy).filter(matches);
          if (shown.length === 0) return <EmptyState title={text.nothing} />;
          return [...Map.groupBy(shown, ({ room }) => room)].map(([room, policies]) => (
            <Section
              key={room}
              title={(text.rooms as Record<string, string>)[room] ?? room}
              extra={policies.length}
            >
              <ul className="people-list rules">
                {policies.map((policy) => (
                  <Rule key={policy.id} policy={policy} />
                ))}
              </ul>
            </Section>
          ));
        }}
      </Loaded>
    </Page>
  );
}

function Rule({ policy }: { readonly policy: Policy }) {
  const text = useWords(words);
  const roles = useRoleWords();
  const language = useLanguage();
  const sentence = policy.sentence?.[language];
  const isPermit = policy.effect === "permit";
  return (
    <li className="rule">
      <div className="rule-head">
        <Tag color={isPermit ? "success" : "error"} variant="outlined">
          {isPermit ? text.permit : text.forbid}
        </Tag>
        <strong>{policy.title[language]}</strong>
        {policy.roles.map((role) => (
          <Tag key={role}>{roles[role].name}</Tag>
        ))}
      </div>
      {sentence && <p>{sentence}</p>}
      <p className="rule-actions">
        {text.actions}:{" "}
        {policy.actions.length === 0
          ? text.everything
          : policy.actions.map((one) => <code key={one}>{one}</code>)}
      </p>
      <details>
        <summary>{text.wording}</summary>
        <pre>{policy.body}</pre>
      </details>
    </li>
  );
}
