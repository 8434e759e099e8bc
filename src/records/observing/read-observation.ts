import { type Bilingual, type Problem, Refusal } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { kindNamed } from "../kinds/kinds.ts";
import { applyFields } from "../store/given-values.ts";
import {
  contentDigest,
  type FieldValues,
  goneDigest,
  identityOf,
  type OwnRow,
  recordId,
} from "../store/record-values.ts";
import type { GivenObservation } from "./given-observation.ts";

/** An observation whose form is right, with the record that it tells of. */
export interface Observed {
  /** The message's own name, where it has one. */
  readonly id: string | undefined;
  readonly kind: Kind;
  readonly record: string;
  readonly key: string;
  readonly occurrence: number;
  readonly gone: boolean;
  readonly fields: FieldValues;
  readonly own: OwnRow | undefined;
  readonly digest: string;
}

const mostProblems = 50;

/** All of them, or a refusal that names every value which does not fit, by its place. */
export function readObservations(source: string, given: readonly GivenObservation[]): Observed[] {
  const problems: Problem[] = [];
  const observed = given.flatMap((one, i) => {
    if (problems.length >= mostProblems) return [];
    const before = problems.length;
    const read = readOne(source, one, { at: given.length === 1 ? "" : `${i}.`, problems });
    return problems.length > before || !read ? [] : [read];
  });
  if (problems.length > 0) throw new Refusal("invalid", problems.slice(0, mostProblems));
  return observed;
}

interface Place {
  readonly at: string;
  readonly problems: Problem[];
}

function readOne(source: string, given: GivenObservation, place: Place): Observed | undefined {
  const { at, problems } = place;
  const kind = kindNamed(given.kind);
  if (!kind) {
    problems.push({ ...noSuchKind(given.kind), path: `${at}kind` });
    return undefined;
  }
  const unknown = Object.keys(given.fields).filter((name) => !(name in kind.fields));
  for (const name of unknown) problems.push({ ...noSuchField(kind, name), path: `${at}fields.${name}` });
  if (unknown.length > 0) return undefined;
  const fields = applyFields(kind, {}, textsOf(given.fields), place);
  const parts = identityOf(kind, fields);
  if (!parts) {
    problems.push({ ...noKey(kind), path: `${at}fields.${kind.key[0]}` });
    return undefined;
  }
  const { id, occurrence, gone } = given;
  const said = gone ? {} : fields;
  const own = gone ? undefined : ownOf(given.own);
  if (!gone) problems.push(...unfilled(kind, fields, at));
  return {
    id,
    kind,
    record: recordId({ source, kind: kind.name, parts, occurrence }),
    key: parts.filter((part) => part !== undefined).join("/"),
    occurrence,
    gone,
    fields: said,
    own,
    digest: gone ? goneDigest : contentDigest(said, own),
  };
}

type Cell = string | boolean | number | null;

/** Numbers as their decimal text; one that JavaScript writes with an exponent does not pass for a number later. */
function textsOf(given: Readonly<Record<string, Cell>>): Record<string, string | boolean | null> {
  const texts = Object.entries(given).map(([name, value]) => [
    name,
    typeof value === "number" ? String(value) : value,
  ]);
  return Object.fromEntries(texts);
}

/** In a settled order, so that equal rows have equal digests; empty cells are absent. */
function ownOf(given: GivenObservation["own"]): OwnRow | undefined {
  const cells = Object.entries(given ?? {}).flatMap(([name, value]) =>
    value === null || value === "" ? [] : [[name, String(value)] as const],
  );
  return cells.length === 0 ? undefined : Object.fromEntries(cells.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function unfilled(kind: Kind, fields: FieldValues, at: string): Problem[] {
  return kind.needs
    .filter((group) => group.every((name) => fields[name] === undefined))
    .map((group) => {
      const named = group.flatMap((name) => kind.fields[name] ?? []);
      return {
        zh: `${kind.title.zh}缺少${named.map(({ zh }) => zh).join("或")}（${group.join("、")}）。`,
        en: `${kind.title.en}: ${named.map(({ en }) => en).join(" or ")} is missing (${group.join(", ")}).`,
        path: `${at}fields.${group[0]}`,
      };
    });
}

const noSuchKind = (name: string): Bilingual => ({
  zh: `没有名为“${name}”的记录类型；可用的类型见 GET /api/import-kinds。`,
  en: `There is no kind of record named ${name}; GET /api/import-kinds lists them.`,
});

const noSuchField = (kind: Kind, name: string): Bilingual => ({
  zh: `${kind.title.zh}没有名为“${name}”的字段；来源自有的字段请放入 own。`,
  en: `${kind.title.en} has no field named ${name}; put fields of the source's own into \`own\`.`,
});

const noKey = (kind: Kind): Bilingual => ({
  zh: `${kind.title.zh}缺少主键（${kind.key.join("、")}），无法确定是哪一条记录。`,
  en: `${kind.title.en}: the key (${kind.key.join(", ")}) is missing, so nobody can tell which record it is.`,
});
