import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useEffect, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { api, useMe } from "../../api/index.ts";
import { formatScore, Loaded, Money, Page, Section, StatusTag, useText, useWords } from "../../ui/index.ts";
import { AlertActions } from "./alert-actions.tsx";
import { AlertChart } from "./alert-chart.tsx";
import { AlertChecks } from "./alert-checks.tsx";
import { AlertEvidence } from "./alert-evidence.tsx";
import { AlertHistory } from "./alert-history.tsx";
import { AlertMethod } from "./alert-method.tsx";
import { AlertPackage } from "./alert-package.tsx";
import { AlertRerun } from "./alert-rerun.tsx";
import { Party } from "./alert-rows.tsx";
import { severityNames, statusNames, statusTones, stepNames, subjectNames } from "./alert-words.ts";
import { RelatedAlerts } from "./related-alerts.tsx";
import type { AlertDetail } from "./types.ts";
import { keptOrder } from "./use-alert-list.ts";
import { useLive } from "./use-live.ts";

const words = {
  zh: {
    alerts: "疑点",
    previous: "上一个",
    next: "下一个",
    gone: "最近一次检测已不再发现这个疑点；下面是最后一次发现时的情形。",
    muted: (until: string, by: string) =>
      `已由 ${by} 设为免提醒，至 ${until} 止：照常发现，但不进入待办、排名和提醒。`,
    changed: "作出结论之后，检测结果又有变化：请核对下面的证据是否仍支持原结论。",
    duplicate: "此疑点重复于",
    original: "另一个疑点",
    reason: "理由：",
    amount: "涉及金额",
    seller: "销售员",
    customer: "客户",
    severity: "严重程度",
    score: "得分",
    entities: "法人主体",
    network: "关系网",
    walk: "查看联系",
    innocent: "可能的正当解释",
    chart: "图示",
    noChart: "这个疑点的图尚未绘制：每次检测先画风险最高的；证据见下表。",
    just: (who: string, what: string) => `${who} 刚刚${what}，页面已更新。`,
    somebody: "同事",
  },
  en: {
    alerts: "Alerts",
    previous: "Previous",
    next: "Next",
    gone: "The last run found this no more; below it stands as it was last found.",
    muted: (until: string, by: string) =>
      `Muted by ${by} until ${until}: it is found as before, and is in no list of what is to be looked at.`,
    changed:
      "What was found has changed since the decision: see whether the evidence below still supports it.",
    duplicate: "A duplicate of",
    original: "another alert",
    reason: "Reason: ",
    amount: "Amount",
    seller: "Seller",
    customer: "Customer",
    severity: "Severity",
    score: "Score",
    entities: "Legal entity",
    network: "Network",
    walk: "See the ties",
    innocent: "Innocent explanations",
    chart: "Picture",
    noChart:
      "The picture of this alert is not drawn yet: each run draws the gravest first. The evidence is below.",
    just: (who: string, what: string) => `${who} just ${what}; the page is up to date.`,
    somebody: "A colleague",
  },
};

export default function AlertPage() {
  const { id = "" } = useParams();
  const query = api.useQuery("get", "/api/alerts/{id}", { params: { path: { id } } }, { staleTime: 30_000 });
  return <Loaded query={query}>{(alert) => <Shown key={id} alert={alert} />}</Loaded>;
}

function Shown({ alert }: { readonly alert: AlertDetail }) {
  const text = useWords(words);
  const say = useText();
  const { detectorInfo, status } = alert;
  const title = say(alert.detectorTitle);
  return (
    <Page
      title={title}
      trail={[{ title: text.alerts, path: `/alerts${keptOrder().search}` }]}
      actions={
        <>
          <AlertPackage alert={alert.id} />
          <Neighbours id={alert.id} />
        </>
      }
    >
      <LiveNote alert={alert} />
      <div className="alert-page">
        <section className="alert-head">
          <p className="row-tags">
            <StatusTag tone={statusTones[status]}>{say(statusNames[status])}</StatusTag>
            <span>{say(alert.schemeTitle)}</span>
            <span className="alert-subject">
              {say(subjectNames[alert.subject.kind] ?? { zh: alert.subject.kind, en: alert.subject.kind })}{" "}
              {alert.subject.name ?? alert.subject.id}
            </span>
          </p>
          <p className="alert-sentence">{say(alert.sentence)}</p>
          <Figures alert={alert} />
          <Notices alert={alert} />
          <AlertActions items={[alert]} />
        </section>
        <div className="alert-columns">
          <div className="alert-main">
            <Section title={text.chart}>
              {alert.chart ? <AlertChart chart={alert.chart} /> : <p className="lead">{text.noChart}</p>}
            </Section>
            <AlertEvidence alert={alert} />
            <AlertMethod alert={alert} />
            <AlertRerun alert={alert} />
          </div>
          <div className="alert-side">
            {detectorInfo && (
              <Section title={text.innocent}>
                <ul className="plain-list">
                  {detectorInfo.innocent.map((one) => (
                    <li key={one.en}>{say(one)}</li>
                  ))}
                </ul>
              </Section>
            )}
            <AlertChecks alert={alert} />
            <AlertHistory alert={alert} />
            <RelatedAlerts alert={alert} />
          </div>
        </div>
      </div>
    </Page>
  );
}

function Figures({ alert }: { readonly alert: AlertDetail }) {
  const text = useWords(words);
  const say = useText();
  const { seller, customer, amount, currency, severity, score, legalEntities } = alert;
  const network = networkOf(alert);
  return (
    <dl className="alert-figures">
      {amount !== "0" && (
        <div className="is-amount">
          <dt>{text.amount}</dt>
          <dd>
            <Money minor={amount} currency={currency} />
          </dd>
        </div>
      )}
      {seller && (
        <div>
          <dt>{text.seller}</dt>
          <dd>
            <Party path="/sellers" party={seller} />
          </dd>
        </div>
      )}
      {customer && (
        <div>
          <dt>{text.customer}</dt>
          <dd>
            <Party path="/customers" party={customer} />
          </dd>
        </div>
      )}
      {network && (
        <div>
          <dt>{text.network}</dt>
          <dd>
            <Link to={network}>{text.walk}</Link>
          </dd>
        </div>
      )}
      <div>
        <dt>{text.severity}</dt>
        <dd>
          <i className={`severity severity-${severity}`} /> {say(severityNames[severity])}
        </dd>
      </div>
      <div>
        <dt>{text.score}</dt>
        <dd className="figures">{formatScore(score)}</dd>
      </div>
      {legalEntities.length > 0 && (
        <div>
          <dt>{text.entities}</dt>
          <dd>{legalEntities.join("、")}</dd>
        </div>
      )}
    </dl>
  );
}

/** Detectors of what is shared: trade would cover what they speak of. */
const ofWhatIsShared: readonly string[] = ["shared-identity", "dense-block", "round-trip-money"];

function networkOf({ detector, seller, customer }: AlertDetail): string | undefined {
  const [kind, party] = customer ? ["customer", customer] : ["seller", seller];
  if (!party) return undefined;
  const trade = ofWhatIsShared.includes(detector) ? "?trade=hidden" : "";
  return `/network/${kind}/${encodeURIComponent(party.id)}${trade}`;
}

function Notices({ alert }: { readonly alert: AlertDetail }) {
  const text = useWords(words);
  return (
    <>
      {alert.reason && (
        <p className="alert-reason">
          <b>{text.reason}</b>
          {alert.reason}
        </p>
      )}
      {alert.duplicateOf && (
        <p className="alert-reason">
          {text.duplicate} <Link to={`/alerts/${alert.duplicateOf}`}>{text.original}</Link>
        </p>
      )}
      {!alert.found && <Alert type="info" showIcon title={text.gone} />}
      {alert.muted && (
        <Alert
          type="info"
          showIcon
          title={text.muted(alert.muted.until, alert.muted.by)}
          description={<q>{alert.muted.reason}</q>}
        />
      )}
      {alert.changedSinceDecision && <Alert type="warning" showIcon title={text.changed} />}
    </>
  );
}

/** Says who did what, where a colleague works on the same alert at the same time. */
function LiveNote({ alert }: { readonly alert: AlertDetail }) {
  const text = useWords(words);
  const say = useText();
  const { id: me } = useMe();
  const queries = useQueryClient();
  const [told, setTold] = useState<string>();
  useLive(({ alerts }) => {
    const changed = alerts.find(({ id }) => id === alert.id);
    if (!changed) return;
    void queries.invalidateQueries({ queryKey: ["get", "/api/alerts/{id}"] });
    if (!changed.by || changed.by.id === me) return;
    const what = stepNames[changed.by.kind as keyof typeof stepNames];
    setTold(text.just(changed.by.name ?? text.somebody, what ? say(what) : changed.by.kind));
  });
  return (
    <div role="status">
      {told && (
        <Alert
          type="info"
          showIcon
          title={told}
          className="dialog-note"
          closable={{ onClose: () => setTold(undefined) }}
        />
      )}
    </div>
  );
}

/** In the order of the list from which one came; j and k go there too. */
function Neighbours({ id }: { readonly id: string }) {
  const text = useWords(words);
  const navigate = useNavigate();
  const { ids } = keptOrder();
  const at = ids.indexOf(id);
  const previous = at > 0 ? ids[at - 1] : undefined;
  const next = at >= 0 ? ids[at + 1] : undefined;
  useEffect(() => {
    const onKey = ({ target, key, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      const isWriting =
        target instanceof Element && target.closest("input, textarea, [role=combobox], .ant-modal");
      const to = key === "j" ? next : key === "k" ? previous : undefined;
      if (to && !isWriting && !ctrlKey && !metaKey && !altKey) void navigate(`/alerts/${to}`);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [previous, next, navigate]);
  if (at < 0) return null;
  return (
    <>
      <Button
        icon={<LeftOutlined />}
        disabled={!previous}
        onClick={() => void navigate(`/alerts/${previous}`)}
        title="k"
      >
        {text.previous}
      </Button>
      <Button disabled={!next} onClick={() => void navigate(`/alerts/${next}`)} title="j">
        {text.next} <RightOutlined />
      </Button>
    </>
  );
}
