import { randomUUID } from "node:crypto";
import { betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import { genericOAuth, twoFactor } from "better-auth/plugins";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../platform/index.ts";
import type { PeopleSettings } from "./settings.ts";

export interface AuthOptions {
  readonly writer: Kysely<Tables>;
  /** Signs cookies and encrypts TOTP secrets: at least 32 characters, kept with the keys, not with the data. */
  readonly secret: string;
  readonly settings: PeopleSettings;
}

/** Of better-auth's own addresses only the return from an OIDC provider is open; see `session-routes.ts`. */
export const authPath = "/api/auth";
/** A working day, after which one signs in again. */
const sessionSeconds = 12 * 60 * 60;

/**
 * Sign-in, sessions and TOTP. It keeps its own tables (`auth_…`); who has an account, and what the account
 * may do, is ours: nobody signs up, here or through a provider.
 */
export function createAuth({ writer, secret, settings }: AuthOptions) {
  return betterAuth({
    appName: "Plumbline",
    baseURL: settings.publicUrl ?? "http://localhost",
    basePath: authPath,
    secret,
    database: { db: writer, type: "postgres" },
    telemetry: { enabled: false },
    // It writes e-mail addresses; what failed is answered, and told by our own lines.
    logger: { disabled: true },
    // Ours: it must also count what never reaches the library.
    rateLimit: { enabled: false },
    onAPIError: { errorURL: "/sign-in" },
    emailAndPassword: { enabled: true, disableSignUp: true },
    user: { modelName: "auth_user", fields: { ...times, emailVerified: "email_verified" } },
    session: {
      modelName: "auth_session",
      fields: {
        ...times,
        ...owner,
        expiresAt: "expires_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
      },
      expiresIn: sessionSeconds,
      disableSessionRefresh: true,
    },
    account: {
      modelName: "auth_credential",
      fields: {
        ...times,
        ...owner,
        accountId: "account_id",
        providerId: "provider_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
      },
      // The address must be the one of an account that an administrator made, and vouched for by the provider.
      accountLinking: { enabled: true, trustedProviders: [] },
      encryptOAuthTokens: true,
    },
    verification: { modelName: "auth_verification", fields: { ...times, expiresAt: "expires_at" } },
    advanced: { cookiePrefix: "plumbline", database: { generateId: () => randomUUID() } },
    databaseHooks: {
      session: { create: { before: ({ userId }) => refuseDisabled(writer, userId) } },
    },
    plugins: [
      twoFactor({
        issuer: "Plumbline 准绳",
        twoFactorTable: "auth_two_factor",
        schema: {
          user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
          twoFactor: {
            fields: {
              userId: "user_id",
              backupCodes: "backup_codes",
              failedVerificationCount: "failed_verification_count",
              lockedUntil: "locked_until",
            },
          },
        },
      }),
      genericOAuth({
        config: settings.oidc.map(({ id, name, ...client }) => ({
          ...client,
          providerId: id,
          name,
          scopes: ["openid", "email", "profile"],
          requireIdTokenVerification: true,
          disableSignUp: true,
        })),
      }),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;

const times = { createdAt: "created_at", updatedAt: "updated_at" } as const;
const owner = { userId: "user_id" } as const;

/** The last gate, whatever way somebody came: no session for an account that is disabled or not ours. */
async function refuseDisabled(writer: Kysely<Tables>, userId: string): Promise<void> {
  const { rows } = await sql`
    SELECT 1 FROM account WHERE id = ${userId} AND disabled_at IS NULL`.execute(writer);
  if (rows.length === 0) throw new APIError("FORBIDDEN", { code: "ACCOUNT_DISABLED" });
}
