import type { Context, ContextMaker, Database } from "../platform/index.ts";
import type { PeopleAccess } from "./access.ts";
import type { Auth } from "./auth.ts";
import type { PeopleSettings } from "./settings.ts";
import type { createLimits } from "./sign-in.ts";
import type { Visitors } from "./visitors.ts";

export interface PeopleRoutesOptions {
  readonly database: Pick<Database, "reader" | "writer">;
  readonly access: PeopleAccess;
  readonly contexts: ContextMaker;
  readonly settings: PeopleSettings;
  /** See `readAuthSecret`. */
  readonly secret: string;
}

/** What the routes share. */
export interface PeopleParts extends Omit<PeopleRoutesOptions, "secret"> {
  readonly auth: Auth;
  /** The same with the providers, as far as they answer. */
  oidcAuth(): Promise<Auth>;
  readonly visitors: Visitors;
  readonly limits: ReturnType<typeof createLimits>;
  /** For what the holder of a one-time link does, also when somebody is signed in. */
  anonymousContext(): Context;
}
