import { z } from "zod";
import type { AttributedEvent } from "../context/event.ts";
import { canonicalJson } from "./canonical-json.ts";
import { type Commitment, commitTo } from "./commitment.ts";

/** The form of entries; it stands in each, so that a later form can be told apart. */
const entryForm = "entry/1";

/** One event as the log holds it: canonical JSON, no value of a record, no personal data, no free text. */
export interface LogEntry {
  readonly index: number;
  /** Names the event before it has an index; opens the way to its values. */
  readonly id: string;
  readonly time: Date;
  readonly type: string;
  readonly actor: string;
  readonly subject: string;
  /** Commitments (see `commitment.ts`), in hex. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly seals?: Readonly<Record<string, string>> | undefined;
  /** The very bytes that are hashed. */
  readonly text: string;
}

/** An event made ready for the log, but for its index. */
export interface SealedEvent {
  readonly beforeIndex: string;
  readonly afterIndex: string;
  readonly before: Commitment | undefined;
  readonly after: Commitment | undefined;
}

/** tlog-tiles: the length of an entry is a uint16. */
const longestEntry = 65_535;
const longestIndex = 20;

const identifier = /^[A-Za-z0-9][A-Za-z0-9:._/-]{0,199}$/;
const eventType = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/;
const sealName = /^[a-z][A-Za-z0-9]{0,39}$/;
// A SHA-256 digest, or a whole number: nothing a person's name or words could hide in.
const sealValue = /^([0-9a-f]{64}|-?\d{1,19})$/;

export function sealEvent(id: string, event: AttributedEvent): SealedEvent {
  const { type, subject, actor, time, seals } = event;
  insist(eventType, type, "type");
  insist(identifier, subject, "subject");
  insist(identifier, actor, "actor");
  for (const [name, value] of Object.entries(seals ?? {})) {
    insist(sealName, name, "seal's name");
    insist(sealValue, String(value), "seal");
  }
  const [before, after] = [event.before, event.after].map((value) =>
    value === undefined ? undefined : commitTo(value),
  );
  // A placeholder where the index goes: no other text in an entry may hold this character.
  const text = canonicalJson({
    form: entryForm,
    id,
    index: "?",
    time,
    type,
    actor,
    subject,
    before: before?.digest,
    after: after?.digest,
    seals,
  });
  const [beforeIndex = "", afterIndex = ""] = text.split("?");
  if (Buffer.byteLength(text) + longestIndex > longestEntry) {
    throw new Error(`The event ${type} is longer than an entry may be.`);
  }
  return { beforeIndex, afterIndex, before, after };
}

function insist(pattern: RegExp, text: string, what: string): void {
  // The text is not quoted: it may be the very thing that must not be written down.
  if (!pattern.test(text)) throw new Error(`An event's ${what} must match ${pattern}.`);
}

const entrySchema = z.object({
  form: z.literal(entryForm),
  id: z.string(),
  index: z.coerce.number().int(),
  time: z.coerce.date(),
  type: z.string(),
  actor: z.string(),
  subject: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
  seals: z.record(z.string(), z.string()).optional(),
});

export function parseEntry(text: string): LogEntry {
  const { form: _, ...entry } = entrySchema.parse(JSON.parse(text));
  return { ...entry, text };
}
