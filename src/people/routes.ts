import type { Http } from "../platform/index.ts";
import { addAccountRoutes } from "./account-routes.ts";
import { createAuth } from "./auth.ts";
import { addOwnRoutes } from "./own-routes.ts";
import type { PeopleParts, PeopleRoutesOptions } from "./parts.ts";
import { addSessionRoutes } from "./session-routes.ts";
import { createLimits } from "./sign-in.ts";
import { createVisitors, type Visitors } from "./visitors.ts";

/** Registers the routes of this room; by `Visitors` other rooms learn who stands behind a request. */
export function addPeopleRoutes(http: Http, { secret, ...options }: PeopleRoutesOptions): Visitors {
  const { database, access, contexts, settings } = options;
  const auth = createAuth({ writer: database.writer, secret, settings });
  const visitors = createVisitors({ auth, access, contexts });
  const parts: PeopleParts = {
    ...options,
    auth,
    visitors,
    limits: createLimits(),
    anonymousContext: () => contexts.contextFor({ kind: "anonymous", id: "anonymous" }),
  };
  addSessionRoutes(http, parts);
  addOwnRoutes(http, parts);
  addAccountRoutes(http, parts);
  return visitors;
}
