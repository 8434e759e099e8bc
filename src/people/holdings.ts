import type { Holding } from "../platform/index.ts";

export const peopleHoldings: readonly Holding[] = [
  { table: "auth_user", is: "private", own: ["name", "email", "image"], codes: ["id"] },
  {
    table: "auth_session",
    is: "private",
    own: ["ip_address", "user_agent"],
    codes: ["id", "token", "user_id"],
  },
  {
    table: "auth_credential",
    is: "private",
    own: ["account_id"],
    codes: ["id", "provider_id", "user_id", "access_token", "refresh_token", "id_token", "scope", "password"],
  },
  { table: "auth_verification", is: "private", own: ["identifier", "value"], codes: ["id"] },
  { table: "auth_two_factor", is: "private", own: ["secret", "backup_codes"], codes: ["id", "user_id"] },
  { table: "account", is: "private", own: ["employee_id"], codes: ["id"] },
  { table: "account_role", is: "plain" },
  { table: "one_time_link", is: "plain" },
  { table: "org_employee", is: "private", own: ["id", "manager_id"] },
  { table: "people_version", is: "plain" },
  { table: "totp_spent", is: "plain" },
  {
    table: "api_key",
    is: "private",
    redact: ["name"],
    codes: ["hash", "prefix", "scopes", "source", "made_by"],
  },
];
