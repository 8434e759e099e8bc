import { api } from "./client.ts";
import type { paths } from "./schema.d.ts";

type Answer = paths["/api/session"]["get"]["responses"]["200"]["content"]["application/json"];
export type Session = Answer;
export type Account = NonNullable<Answer["me"]>;
export type Role = Account["roles"][number];

/** Who is signed in. Everything on the page stands below a guard that has waited for it. */
export function useSession(): Session | undefined {
  return api.useQuery("get", "/api/session", {}, { staleTime: 60_000 }).data;
}

/** The one who is signed in, on pages where somebody must be. */
export function useMe(): Account {
  const me = useSession()?.me;
  if (!me) throw new Error("Nobody is signed in.");
  return me;
}

export function mayEnter(roles: readonly Role[] | undefined, held: readonly Role[]): boolean {
  return roles === undefined || roles.some((role) => held.includes(role));
}
