// Evidence as a house makes it, in memory: an import of some orders, an alert, a decision, and the packaging.
import { createHash, createHmac, randomBytes } from "node:crypto";
import { encodeBase64 } from "../encoding/base64.ts";
import { encodeUtf8 } from "../encoding/text.ts";
import { formatCanonical, type Json } from "../evidence/canonical.ts";
import {
  type Evidence,
  type EvidenceContent,
  type EvidenceItem,
  formatContent,
  formatEvidence,
} from "../evidence/form.ts";
import type { EvidenceOpening } from "../evidence/opening.ts";
import {
  addSignatures,
  buildHashTree,
  COSIGNATURE,
  cosigner,
  formatCheckpoint,
  formatVerifierKey,
  generateSignerKey,
  type HashTree,
  hashLeaves,
  noteSigner,
  type Policy,
  parsePolicy,
  parseSignerKey,
  signCheckpoint,
  signText,
  verifierOf,
} from "../index.ts";
import { testKey } from "./test-log.ts";

export const testWitness = parseSignerKey(generateSignerKey("witness.example/w1", COSIGNATURE));
export const witnessedAt = 1_795_000_000;

const keyLine = `log ${formatVerifierKey(verifierOf(testKey))}\n`;
export const keyPolicy: Policy = parsePolicy(encodeUtf8(`${keyLine}quorum none\n`));
export const witnessPolicy: Policy = parsePolicy(
  encodeUtf8(`${keyLine}witness w1 ${formatVerifierKey(verifierOf(testWitness))}\nquorum w1\n`),
);

export function committed(value: Json): EvidenceOpening & { readonly digest: string } {
  const salt = randomBytes(32);
  const text = formatCanonical(value);
  return {
    salt: salt.toString("hex"),
    value: text,
    digest: createHmac("sha256", salt).update(text).digest("hex"),
  };
}

const opening = ({ salt, value }: EvidenceOpening): EvidenceOpening => ({ salt, value });

function sealedRow(kind: string, common: Json, personal: Readonly<Record<string, Json>>) {
  const opened = committed(common);
  const own = Object.entries(personal).map(([name, value]) => [name, committed(value)] as const);
  const digests = Object.fromEntries(own.map(([name, { digest }]) => [name, digest]));
  const leaf = formatCanonical({ form: "row/1", kind, common: opened.digest, personal: digests });
  return {
    leaf,
    common: opening(opened),
    personal: Object.fromEntries(own.map(([name, one]) => [name, opening(one)])),
  };
}

const treeOf = (leaves: readonly string[]): HashTree => buildHashTree(hashLeaves(leaves.map(encodeUtf8)));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** Evidence of the order `shown` of `orders`, of the alert about it, and of what an auditor decided. */
export function makeTestEvidence({ orders = 5, shown = 2, isPackaged = true } = {}): Evidence {
  const rows = Array.from({ length: orders }, (_, i) =>
    sealedRow(
      "order",
      {
        record: `record-${i}`,
        version: "1",
        source: "erp",
        fields: { gross: `${1_000 + i}`, currency: "CNY" },
      },
      { "fields.approved_by": "王伟", "fields.note": `备注 ${i}`, "own.手机": "13800138000" },
    ),
  );
  const orderTree = treeOf(rows.map(({ leaf }) => leaf));
  const alert = sealedRow("alert", { alert: "alert-1", version: "1", change: "raised" }, { finding: "{}" });
  const alertTree = treeOf([alert.leaf]);
  const decision = committed({ revision: "1", step: { kind: "confirmed", reason: "合同为事后补签" } });
  const before = committed({ status: "open" });
  const entry = (index: number, type: string, more: { readonly [name: string]: Json }) => ({
    form: "entry/1",
    id: `00000000-0000-4000-8000-00000000000${index}`,
    index: String(index),
    time: "2026-11-29T04:00:00.000Z",
    type,
    actor: "person:1",
    subject: "alert:alert-1",
    ...more,
  });
  const seals = (count: string, size: number, root: Uint8Array) => ({
    [count]: String(size),
    root: hex(root),
  });
  const texts = [
    entry(0, "house.opened", {}),
    entry(1, "records.imported", { seals: seals("versions", orders, orderTree.root) }),
    entry(2, "alerts.raised", { seals: seals("alerts", 1, alertTree.root) }),
    entry(3, "alert.confirmed", { before: before.digest, after: decision.digest }),
  ].map(formatCanonical);
  const row = rows[shown];
  if (!row) throw new RangeError("There is no such order.");
  const { "fields.note": note, ...rest } = row.personal;
  if (!note) throw new Error("The order has no note.");
  const items: EvidenceItem[] = [
    { item: "row", entry: "1", leaf: row.leaf, common: row.common, personal: { "fields.note": note } },
    { item: "row", entry: "2", leaf: alert.leaf, common: alert.common, erased: ["personal.finding"] },
    { item: "event", entry: "3", after: opening(decision), erased: ["before"] },
  ];
  if (Object.keys(rest).length !== 2) throw new Error("Two fields are withheld.");
  const content: EvidenceContent = isPackaged ? { items, ...statement } : { items };
  if (isPackaged) {
    const seal = createHash("sha256").update(formatContent(content)).digest("hex");
    texts.push(formatCanonical(entry(4, "evidence.packaged", { seals: { content: seal, items: "3" } })));
  }
  return {
    content,
    ...logOf(texts, isPackaged ? ["1", "2", "3", "4"] : ["1", "2", "3"]),
    trees: {
      0: { index: String(shown), path: orderTree.inclusionProof(shown).map(encodeBase64) },
      1: { index: "0", path: [] },
    },
    keys: [formatVerifierKey(verifierOf(testKey))],
    ...(isPackaged ? { packaging: "4" } : {}),
  };
}

/** The entries that are named, under two checkpoints of which the newer one is cosigned. */
function logOf(
  texts: readonly string[],
  named: readonly string[],
): Pick<Evidence, "entries" | "checkpoints"> {
  const sizes = [texts.length - 1, texts.length];
  const trees = sizes.map((size) => treeOf(texts.slice(0, size)));
  const checkpoints = trees.map(({ size, root }, i) => {
    const head = { origin: testKey.name, size, root };
    const signed = signCheckpoint(head, [noteSigner(testKey)]);
    const cosignature = signText(formatCheckpoint(head), [cosigner(testWitness, witnessedAt)]);
    return { note: Buffer.from(i === 0 ? signed : addSignatures(signed, cosignature)).toString("utf8") };
  });
  const entries = named.map((number) => {
    const index = Number(number);
    const paths = trees.flatMap((tree, i) =>
      index < tree.size
        ? [{ checkpoint: String(i), index: number, path: tree.inclusionProof(index).map(encodeBase64) }]
        : [],
    );
    return [number, { text: texts[index] ?? "", paths }] as const;
  });
  return { entries: Object.fromEntries(entries), checkpoints };
}

const statement = {
  about: { kind: "alert", id: "alert-1" },
  labels: {
    order: { zh: "订单", en: "Order", fields: { gross: { zh: "含税金额", en: "Gross", type: "money" } } },
  },
  statement: {
    packagedAt: "2026-11-29T04:05:06.789Z",
    operator: "person:1",
    software: "plumbline 0.1.0",
    sources: [{ record: "record-2", file: "订单.csv", sha256: "ab".repeat(32), row: "4" }],
  },
} as const;

export const bytesOf = (evidence: Evidence): Uint8Array => formatEvidence(evidence);
