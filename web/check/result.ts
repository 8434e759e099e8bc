import {
  describeItem,
  formatHex,
  type ProvedItem,
  shownText,
  type VerifiedEvidence,
} from "../../src/ledger/library.ts";
import { append, element, sayIn } from "./elements.ts";
import { type Language, type Words, words } from "./words.ts";

interface Verified {
  readonly evidence: VerifiedEvidence;
  readonly fingerprints: readonly string[];
}

type Say = (text: Words) => string;

/** What is proved, item by item. */
export function resultOf({ evidence, fingerprints }: Verified, language: Language): HTMLElement[] {
  const say = sayIn(language);
  const head = element("section", { class: "sheet", id: "outcome", role: "status" });
  append(
    head,
    element("p", { class: "verdict good", text: `✓ ${say(words.holds)}` }),
    element("p", { class: "soft", text: say(words.meaning) }),
    facts([
      ...fingerprints.map((one) => [say(words.fingerprint), one] as const),
      ...packagingOf(evidence, say),
    ]),
  );
  return [
    head,
    ...evidence.items.map((_, i) => itemSheet(evidence, i, language)),
    checkpointSheet(evidence, say),
  ];
}

type Row = readonly [label: string, value: string, name?: string, mark?: string | undefined];

function packagingOf({ packaging }: VerifiedEvidence, say: Say): Row[] {
  if (!packaging) return [[say(words.packaging), say(words.none)]];
  const { statement, entry, about } = packaging;
  return [
    [say(words.packaging), `${about.kind} ${about.id}`],
    [say(words.packagedAt), statement.packagedAt],
    [say(words.operator), statement.operator],
    [say(words.software), statement.software],
    [say(words.sealedBy), `${entry.index} (${entry.type})`],
    ...statement.sources.flatMap((source) =>
      typeof source.file === "string"
        ? [
            [
              String(source.file),
              `SHA-256 ${String(source.sha256 ?? "")} · ${String(source.observedAt ?? "")}`,
            ] as const,
          ]
        : [],
    ),
  ];
}

function itemSheet({ items, packaging }: VerifiedEvidence, i: number, language: Language): HTMLElement {
  const say = sayIn(language);
  const sheet = element("section", { class: "sheet" });
  const item = items[i];
  if (!item) return sheet;
  const { title, key, facts: told, withheld, erased } = describeItem(item, packaging?.labels);
  const named = (names: readonly Words[]) => names.map(say).join(language === "zh" ? "、" : ", ");
  append(
    sheet,
    element("h3", { text: `${i + 1}. ${say(title)} ${key}` }),
    facts([
      ...told.map(
        ({ label, value, name, isPersonal }): Row => [
          say(label),
          value,
          name,
          isPersonal ? say(words.own) : undefined,
        ],
      ),
      ...(withheld.length > 0 ? [[say(words.withheld), named(withheld)] as const] : []),
      ...(erased.length > 0 ? [[say(words.erased), named(erased)] as const] : []),
      ...sealingOf(item, say),
    ]),
  );
  return sheet;
}

function sealingOf({ entry }: ProvedItem, say: Say): Row[] {
  return [
    [say(words.sealedBy), `${entry.index} (${entry.type})`],
    [say(words.logTime), entry.time],
    [say(words.actor), entry.actor],
    [say(words.witnessedAt), entry.witnessedAt?.toISOString() ?? say(words.nobody)],
  ];
}

function checkpointSheet({ checkpoints }: VerifiedEvidence, say: Say): HTMLElement {
  const sheet = element("section", { class: "sheet" });
  sheet.append(element("h3", { text: say(words.checkpoints) }));
  for (const { origin, size, root, witnesses, stamps, anchors } of checkpoints) {
    const names = witnesses.map(({ name, at }) => `${name} (${at.toISOString()})`).join(", ");
    sheet.append(
      facts([
        [origin, `${say(words.size)} ${size}`],
        [say(words.root), formatHex(root)],
        [say(words.witnesses), names || say(words.nobody)],
        ...(stamps.length > 0 ? [[say(words.stamps), String(stamps.length)] as const] : []),
        ...(anchors.length > 0 ? [[say(words.anchors), String(anchors.length)] as const] : []),
      ]),
    );
  }
  return sheet;
}

function facts(rows: readonly Row[]): HTMLElement {
  const list = element("dl");
  for (const [label, value, name, mark] of rows) {
    const term = element("dt", { text: shownText(label) });
    if (name !== undefined) term.append(element("small", { text: shownText(name) }));
    if (mark !== undefined) term.append(element("span", { class: "mark", text: mark }));
    append(list, term, element("dd", { text: shownText(value) }));
  }
  return list;
}
