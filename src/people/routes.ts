import type { Http } from "../platform/index.ts";
import { addAccountRoutes } from "./account-routes.ts";
import { type Auth, createAuth } from "./auth.ts";
import { addKeyRoutes } from "./key-routes.ts";
import { addOwnRoutes } from "./own-routes.ts";
import type { PeopleParts, PeopleRoutesOptions } from "./parts.ts";
import { addSessionRoutes } from "./session-routes.ts";
import type { PeopleSettings } from "./settings.ts";
import { createLimits } from "./sign-in.ts";
import { createVisitors, type Visitors } from "./visitors.ts";

/** Registers the routes of this room; by `Visitors` other rooms learn who stands behind a request. */
export function addPeopleRoutes(http: Http, { secret, ...options }: PeopleRoutesOptions): Visitors {
  const { database, access, contexts, settings } = options;
  const make = (oidc: PeopleSettings["oidc"]) =>
    createAuth({ writer: database.writer, secret, settings: { ...settings, oidc } });
  const auth = make([]);
  const visitors = createVisitors({ auth, access, contexts });
  const parts: PeopleParts = {
    ...options,
    auth,
    oidcAuth: createOidcAuth(settings.oidc, make),
    visitors,
    limits: createLimits(),
    anonymousContext: () => contexts.contextFor({ kind: "anonymous", id: "anonymous" }),
  };
  addSessionRoutes(http, parts);
  addOwnRoutes(http, parts);
  addAccountRoutes(http, parts);
  addKeyRoutes(http, parts);
  return visitors;
}

/**
 * Providers are asked what they are when somebody first wants to sign in there, not at start: a server must
 * not stand still, or do without them until its next start, because a provider does not answer.
 */
function createOidcAuth(
  oidc: PeopleSettings["oidc"],
  make: (oidc: PeopleSettings["oidc"]) => Auth,
): () => Promise<Auth> {
  let made: Auth | undefined;
  return async () => {
    made ??= make(oidc);
    const current = made;
    const { socialProviders } = await current.$context;
    // Kept only if all have answered; the next one who comes asks again.
    if (socialProviders.length < oidc.length && made === current) made = undefined;
    return current;
  };
}
