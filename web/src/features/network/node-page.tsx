import { keepPreviousData } from "@tanstack/react-query";
import { Segmented, Switch } from "antd";
import { useId } from "react";
import { Link } from "react-router";
import { api } from "../../api/index.ts";
import { Day, Loaded, Page, useLanguage, useText, useWords } from "../../ui/index.ts";
import { isShared, kindNames, nameOf } from "./network-words.ts";
import { Picture } from "./picture.tsx";
import type { View } from "./types.ts";
import { useWalk, type Walk } from "./walk-state.ts";

const words = {
  zh: {
    network: "关系网",
    asOf: "数据截至",
    hops: "步数",
    steps: (n: number) => `${n} 步`,
    trade: "隐藏买卖关系",
    card: "指标卡",
    loading: "正在更新",
  },
  en: {
    network: "Network",
    asOf: "Data up to",
    hops: "Steps",
    steps: (n: number) => (n === 1 ? "1 step" : `${n} steps`),
    trade: "Hide trade",
    card: "Scorecard",
    loading: "Updating",
  },
};

/** A seller, a customer or what several share, and whom and what it is tied to. */
export default function NodePage() {
  const walk = useWalk();
  const { kind, id, hops, trade, openText } = walk;
  const text = useWords(words);
  const language = useLanguage();
  const start = `${kind}:${id}`;
  const query = api.useQuery(
    "get",
    "/api/network/{kind}/{id}",
    {
      params: {
        path: { kind, id },
        query: { hops, trade: trade ? "true" : "false", ...(openText ? { open: openText } : {}) },
      },
    },
    { staleTime: 60_000, placeholderData: keepPreviousData },
  );
  // What stood before is kept while more comes, but not where one begins elsewhere.
  const view = query.data?.nodes.some(({ key }) => key === start) ? query.data : undefined;
  const node = view?.nodes.find(({ key }) => key === start);
  return (
    <Page
      title={node ? nameOf(node, language) : id}
      trail={[{ title: text.network, path: "/network" }]}
      lead={view && <About view={view} walk={walk} />}
    >
      <Loaded query={{ ...query, data: view }} rows={14}>
        {(data) => (
          <Picture
            key={start}
            view={data}
            start={start}
            tools={<Tools walk={walk} isBusy={query.isPlaceholderData} />}
            opening={{ open: walk.open, set: (open) => walk.set({ open }) }}
          />
        )}
      </Loaded>
    </Page>
  );
}

function About({ view, walk: { kind, id } }: { readonly view: View; readonly walk: Walk }) {
  const text = useWords(words);
  const say = useText();
  return (
    <>
      {say(kindNames[kind])}
      {!isShared(kind) && (
        <>
          {" "}
          <code>{id}</code>
          {" · "}
          <Link to={`/${kind}s/${encodeURIComponent(id)}`}>{text.card}</Link>
        </>
      )}
      {` · ${text.asOf} `}
      <Day day={view.asOf} />
    </>
  );
}

function Tools({ walk, isBusy }: { readonly walk: Walk; readonly isBusy: boolean }) {
  const text = useWords(words);
  const label = useId();
  return (
    <>
      <Segmented
        size="small"
        aria-label={text.hops}
        value={walk.hops}
        options={[1, 2, 3].map((value) => ({ value, label: text.steps(value) }))}
        onChange={(hops) => walk.set({ hops })}
      />
      <span className="network-switch">
        <Switch
          size="small"
          aria-labelledby={label}
          checked={!walk.trade}
          onChange={(isHidden) => walk.set({ trade: !isHidden })}
        />
        <span id={label}>{text.trade}</span>
      </span>
      {isBusy && <small role="status">{text.loading}</small>}
    </>
  );
}
