import { client, type paths } from "../../api/index.ts";

/** What each section holds, as the server's routes say. */
export interface Contents {
  readonly entities: ContentOf<"/api/settings/entities">;
  readonly calendar: ContentOf<"/api/settings/calendar">;
  readonly currencies: ContentOf<"/api/settings/currencies">;
  readonly vat: ContentOf<"/api/settings/vat">;
  readonly retention: ContentOf<"/api/settings/retention">;
  readonly alerts: ContentOf<"/api/settings/alerts">;
}

type ContentOf<Path extends keyof paths> = paths[Path] extends {
  put: { requestBody: { content: { "application/json": { content: infer Content } } } };
}
  ? Content
  : never;

export type SectionName = keyof Contents;

export interface Saved<Content> {
  readonly version: number;
  readonly content: Content;
  readonly savedBy?: string;
  readonly savedAt?: string;
}

/** One client for all sections: their addresses differ by the last word alone, their forms by `Contents`. */
export async function readSection<Name extends SectionName>(section: Name): Promise<Saved<Contents[Name]>> {
  const { data, error } = await client.GET(addressOf(section));
  if (error) throw error;
  return data as unknown as Saved<Contents[Name]>;
}

export async function saveSection<Name extends SectionName>(
  section: Name,
  wanted: { readonly version: number; readonly content: Contents[Name] },
): Promise<Saved<Contents[Name]>> {
  const { data, error } = await client.PUT(addressOf(section), { body: wanted as never });
  if (error) throw error;
  return data as unknown as Saved<Contents[Name]>;
}

const addressOf = (section: SectionName) => `/api/settings/${section}` as "/api/settings/entities";

/** An editor shows a content and tells each change; `isFixed` shows it only. */
export interface EditorProps<Content> {
  readonly content: Content;
  readonly isFixed: boolean;
  onChange(content: Content): void;
}

/** What may be absent is optional, as the server's form says it. */
type Filled<Row> = {
  [Key in keyof Row as undefined extends Row[Key] ? never : Key]: Row[Key];
} & {
  [Key in keyof Row as undefined extends Row[Key] ? Key : never]?: Exclude<Row[Key], undefined>;
};

/** Without what was left empty: the server takes an absent text, not an empty one. */
export function withoutEmpty<Row extends object>(row: Row): Filled<Row> {
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== "" && value !== undefined && value !== null),
  ) as Filled<Row>;
}
