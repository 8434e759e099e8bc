import type { Role } from "../../api/index.ts";
import type { Bilingual } from "../../ui/index.ts";
import { roles } from "./roles.ts";

/** What a reader wants to know of a policy before reading it. */
export interface Policy {
  readonly id: string;
  readonly room: string;
  /** What it is called: in Chinese by its `@title`, in English by its id. */
  readonly title: Bilingual;
  readonly text: string;
  /** The text without its annotations. */
  readonly body: string;
  readonly effect: "permit" | "forbid";
  /** Named in it, in whatever sense: the text itself says how. */
  readonly roles: readonly Role[];
  readonly actions: readonly string[];
  /** What a refused person is told. */
  readonly sentence?: Bilingual;
}

/** `id` is `room.name`; `text` is Cedar as the server holds it. */
export function readPolicy({ id, text }: { readonly id: string; readonly text: string }): Policy {
  const [room = "", ...name] = id.split(".");
  const { zh, en, title } = annotationsOf(text);
  const plain = name.join(".").replaceAll("-", " ");
  const body = text.replaceAll(annotation, "").trim();
  return {
    id,
    room,
    title: { zh: title ?? plain, en: plain },
    text,
    body,
    effect: /^\s*forbid\b/m.test(body) ? "forbid" : "permit",
    roles: roles.filter((role) => body.includes(`"${role}"`)),
    actions: [...body.matchAll(/Action::"([^"]+)"/g)].map(([, action = ""]) => action),
    ...(zh !== undefined && en !== undefined ? { sentence: { zh, en } } : {}),
  };
}

const annotation = /@(\w+)\("((?:[^"\\]|\\.)*)"\)\s*/g;

function annotationsOf(text: string): Partial<Record<string, string>> {
  return Object.fromEntries([...text.matchAll(annotation)].map(([, name = "", value = ""]) => [name, value]));
}
