// The typed client of the server's routes. `schema.d.ts` is made from them by `node tools/api-types.mjs`.
export { type ApiError, api, apiErrorOf, client } from "./client.ts";
export { forgetEverything, queryClient, refreshSession } from "./query-client.ts";
export type { components, paths } from "./schema.d.ts";
export { type Account, mayEnter, type Role, type Session, useMe, useSession } from "./session.ts";
