import { z } from "zod";

/** A sign-in service of the company's. There is no other way to add one than the configuration file. */
const oidcProvider = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  /** What the button on the sign-in page says. */
  name: z.string().min(1),
  /** The address of its `/.well-known/openid-configuration`. */
  discoveryUrl: z.url({ protocol: /^https?$/ }),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
});

/** The part `people:` of the configuration file. */
export const peopleSettings = z
  .strictObject({
    /** Where people reach the server; needed behind a proxy and for OIDC. */
    publicUrl: z.url({ protocol: /^https?$/ }).optional(),
    oidc: z.array(oidcProvider).default([]),
  })
  .refine(({ publicUrl, oidc }) => oidc.length === 0 || publicUrl !== undefined, {
    path: ["publicUrl"],
    error: "publicUrl: needed for OIDC / 使用 OIDC 时必须填写",
  })
  .refine(({ oidc }) => new Set(oidc.map(({ id }) => id)).size === oidc.length, {
    path: ["oidc"],
    error: "id: used twice / 重复",
  })
  .prefault({});

export type PeopleSettings = z.infer<typeof peopleSettings>;
