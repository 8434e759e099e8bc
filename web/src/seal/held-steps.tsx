import { CheckCircleFilled, MinusCircleOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { api, useMe } from "../api/index.ts";
import { Figure, Moment, useLanguage, useWords } from "../ui/index.ts";
import type { HeldSeal } from "./check-seal.ts";
import { words } from "./seal-words.ts";
import { SealedValues, valuesOf } from "./sealed-values.tsx";

/** What was proved, from the content outwards. */
export function HeldSteps({ seal }: { readonly seal: HeldSeal }) {
  const text = useWords(words);
  const count = useCount();
  const { item, rows, seen, pathInBatch, pathInLog, witnesses } = seal;
  const { index, time } = item.entry;
  return (
    <>
      <ol className="seal-steps">
        <ContentStep seal={seal} />
        {rows !== undefined && <Step title={text.batch}>{text.inBatch(count(rows), pathInBatch)}</Step>}
        <Step title={`${text.log} · ${text.entry(count(index))}`}>
          <Moment at={time} seconds /> · <code>{item.entry.type}</code>
          <br />
          {text.underCheckpoint(count(seen.checkpoint.size), pathInLog)}
        </Step>
        <Step title={text.signature}>
          {text.signedBy} <code>{seen.key}</code>
        </Step>
        <GrowthStep seal={seal} />
        <Step title={text.witnesses} isQuiet>
          {witnesses.length > 0
            ? `${text.cosigned(witnesses.join(", "))} ${text.witnessNote}`
            : text.noWitnesses}
        </Step>
        <StampStep index={index} />
      </ol>
      <SealedValues item={item} />
    </>
  );
}

function useCount(): (value: number) => string {
  const language = useLanguage();
  return (value) => value.toLocaleString(language === "zh" ? "zh-CN" : "en");
}

function Step(props: { readonly title: string; readonly isQuiet?: boolean; readonly children: ReactNode }) {
  const Icon = props.isQuiet ? MinusCircleOutlined : CheckCircleFilled;
  return (
    <li>
      <Icon aria-hidden className={props.isQuiet ? "is-quiet" : ""} />
      <h3>{props.title}</h3>
      <p>{props.children}</p>
    </li>
  );
}

function ContentStep({ seal }: { readonly seal: HeldSeal }) {
  const text = useWords(words);
  const { item } = seal;
  const shown = valuesOf(item).length;
  const withheld = item.withheld.length;
  return (
    <Step title={text.content}>
      {shown > 0 ? text.contentHeld(shown) : text.noValues}
      {withheld > 0 && ` ${text.withheld(withheld)}`}
      {item.erased.length > 0 && ` ${text.erased(item.erased.length)}`}
    </Step>
  );
}

function GrowthStep({ seal }: { readonly seal: HeldSeal }) {
  const text = useWords(words);
  const count = useCount();
  const { before, checkpoint } = seal.seen;
  if (!before) {
    return (
      <Step title={text.growth} isQuiet>
        {text.firstSight}
      </Step>
    );
  }
  return (
    <Step title={text.growth}>
      {text.grew(count(before.size), count(Math.max(before.size, checkpoint.size)))} {text.known}{" "}
      <Moment at={before.since} />
    </Step>
  );
}

/** Who may read the ledger also sees since when at the latest the entry has been there. */
function StampStep({ index }: { readonly index: number }) {
  const text = useWords(words);
  const { roles } = useMe();
  const mayRead = roles.some((role) => ["lead-auditor", "auditor", "administrator"].includes(role));
  const { data } = api.useQuery(
    "get",
    "/api/ledger/entries/{index}/age",
    { params: { path: { index } } },
    { enabled: mayRead, retry: false },
  );
  if (!data) return null;
  const { stamp, anchor } = data;
  return (
    <Step title={text.stamp} isQuiet={!stamp && !anchor}>
      {stamp && (
        <>
          {text.stamped} <Moment at={stamp.stampedAt} seconds /> · {stamp.signer} ·{" "}
          <a href={`/api/ledger/stamps/${stamp.id}/token`} download>
            {text.token}
          </a>{" "}
        </>
      )}
      {anchor && (
        <>
          {text.anchored} <Moment at={anchor.blockTime} seconds /> · <Figure value={anchor.block} />
        </>
      )}
      {!stamp && !anchor && text.noStamp}
    </Step>
  );
}
