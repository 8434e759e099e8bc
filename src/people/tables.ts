import type { Scope } from "./api-key.ts";
import type { Role } from "./role.ts";

// The tables of better-auth have only the columns that this room reads or writes.
declare module "../platform/index.ts" {
  interface Tables {
    auth_user: {
      id: string;
      name: string;
      email: string;
      email_verified: boolean;
      created_at: Date;
      updated_at: Date;
      two_factor_enabled: boolean | null;
    };
    auth_session: {
      id: string;
      user_id: string;
      token: string;
      created_at: Date;
      updated_at: Date;
      expires_at: Date;
      ip_address: string | null;
      user_agent: string | null;
    };
    auth_credential: {
      id: string;
      user_id: string;
      account_id: string;
      provider_id: string;
      password: string | null;
      created_at: Date;
      updated_at: Date;
    };
    auth_two_factor: { id: string; user_id: string };
    account: { id: string; employee_id: string | null; created_at: Date; disabled_at: Date | null };
    account_role: { account_id: string; role: Role; granted_at: Date };
    totp_spent: { account_id: string; code: string; spent_at: Date };
    one_time_link: { hash: Buffer; account_id: string | null; expires_at: Date };
    org_employee: { id: string; manager_id: string | null };
    api_key: {
      id: string;
      name: string;
      hash: Buffer;
      prefix: string;
      scopes: Scope[];
      source: string | null;
      made_by: string;
      made_at: Date;
      expires_at: Date | null;
      revoked_at: Date | null;
    };
    people_version: { one: boolean; version: bigint };
  }
}
