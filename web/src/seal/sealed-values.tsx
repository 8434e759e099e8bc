import { useWords } from "../ui/index.ts";
import type { HeldSeal } from "./check-seal.ts";
import { words } from "./seal-words.ts";

type Item = HeldSeal["item"];

/** Name and value, as they stand in what was sealed. */
export function valuesOf(item: Item): readonly (readonly [string, string])[] {
  if (item.item === "row") {
    return [...pairs("", item.common ?? {}), ...pairs("", item.personal)];
  }
  return [...pairs("before", item.before), ...pairs("after", item.after)];
}

/** Nested objects as dotted names, everything else as text. */
function pairs(name: string, value: unknown): (readonly [string, string])[] {
  if (value === undefined || value === null) return [];
  const inner = name === "finding" && typeof value === "string" ? parsed(value) : value;
  if (typeof inner === "object" && inner !== null && !Array.isArray(inner)) {
    return Object.entries(inner).flatMap(([key, one]) => pairs(name === "" ? key : `${name}.${key}`, one));
  }
  return [[name, typeof inner === "string" ? inner : JSON.stringify(inner)]];
}

/** The finding of an alert was sealed as its text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function SealedValues({ item }: { readonly item: Item }) {
  const text = useWords(words);
  const { actor, subject, time, type } = item.entry;
  return (
    <details className="sealed-values">
      <summary>{text.sealedContent}</summary>
      <dl className="seal-values">
        {[
          [text.type, type] as const,
          [text.time, time] as const,
          [text.actor, actor] as const,
          [text.about, subject] as const,
          ...valuesOf(item),
        ].map(([name, value]) => (
          <div key={name} className="seal-value">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
