import { Link } from "react-router";
import { Figure, Moment, Section, useWords } from "../../ui/index.ts";
import type { SuspicionBoard } from "./types.ts";

const words = {
  zh: {
    title: "自上次以来的变化",
    visit: "上次查看",
    run: "上次检测",
    raised: "新增疑点",
    ceased: "不再出现的疑点",
    added: "新增记录",
    changed: "事后改动的记录",
    movers: "排名变化最大",
    entered: "新上榜",
    first: "这是第一次检测，还没有可比的前一次。",
    seller: "销售员",
    customer: "客户",
  },
  en: {
    title: "What changed since last time",
    visit: "last visit",
    run: "run before",
    raised: "New alerts",
    ceased: "Alerts no longer found",
    added: "Records added",
    changed: "Records changed after the fact",
    movers: "Moved most in rank",
    entered: "new",
    first: "This is the first run; there is nothing before it to compare with.",
    seller: "Seller",
    customer: "Customer",
  },
};

type Changes = SuspicionBoard["changes"];

export function WhatChanged({ changes }: { readonly changes: Changes }) {
  const text = useWords(words);
  const { since, of, raised, ceased, added, changed, movers } = changes;
  const since_ = since && of && (
    <small>
      {text[of]} <Moment at={since} />
    </small>
  );
  return (
    <Section title={text.title} width="third" extra={since_}>
      {since ? (
        <dl className="changed">
          <Line label={text.raised} value={raised} to="/alerts?sort=newest" />
          <Line label={text.ceased} value={ceased} to="/alerts?found=no&status=all" />
          <Line label={text.added} value={added} to="/imports" />
          <Line label={text.changed} value={changed} to="/imports" />
        </dl>
      ) : (
        <p className="lead">{text.first}</p>
      )}
      {movers.length > 0 && (
        <>
          <h3 className="movers-title">{text.movers}</h3>
          <ul className="movers">
            {movers.map((mover) => (
              <Mover key={`${mover.kind}:${mover.id}`} mover={mover} />
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Line({ label, value, to }: { readonly label: string; readonly value: number; readonly to: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value > 0 ? (
          <Link to={to}>
            <Figure value={value} />
          </Link>
        ) : (
          <Figure value={0} />
        )}
      </dd>
    </div>
  );
}

function Mover({ mover }: { readonly mover: Changes["movers"][number] }) {
  const text = useWords(words);
  const { kind, id, name, rank, before } = mover;
  const folder = kind === "seller" ? "sellers" : "customers";
  const arrow = before === undefined ? text.entered : before > rank ? "▲" : "▼";
  return (
    <li>
      <Link to={`/${folder}/${encodeURIComponent(id)}`}>{name ?? id}</Link>
      <small>{kind === "seller" ? text.seller : text.customer}</small>
      <span className="figures">
        {before === undefined ? "" : `${before} → `}
        {rank} {arrow}
      </span>
    </li>
  );
}
