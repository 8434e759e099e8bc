import type { Database, Reader } from "../platform/index.ts";
import { programId, type Scope } from "./api-key.ts";
import type { Role } from "./role.ts";

/** Who may come in and who reports to whom, in memory: Cedar is asked without waiting for the database. */
export interface Roll {
  readonly version: bigint;
  /** Accounts that are not disabled. */
  readonly members: ReadonlyMap<string, Member>;
  /** The manager of each employee of the org chart; undefined at the top. */
  readonly managers: ReadonlyMap<string, string | undefined>;
  /** Programs whose key is not revoked, by the actor's id. */
  readonly programs: ReadonlyMap<string, Program>;
}

interface Program {
  /** SHA-256 of its key, hex. */
  readonly hash: string;
  readonly scopes: readonly Scope[];
  readonly source?: string;
  readonly expiresAt?: Date;
}

export interface Member {
  readonly employee?: string;
  readonly roles: readonly Role[];
}

export const emptyRoll: Roll = { version: -1n, members: new Map(), managers: new Map(), programs: new Map() };

/** The same roll where nothing has changed since. */
export async function readRoll({ reader }: Pick<Database, "reader">, last: Roll): Promise<Roll> {
  // The version first: what changes while we read is then read again the next time.
  const { version } = await reader.selectFrom("people_version").select("version").executeTakeFirstOrThrow();
  if (version === last.version) return last;
  const [accounts, roles, employees, programs] = await Promise.all([
    reader.selectFrom("account").select(["id", "employee_id"]).where("disabled_at", "is", null).execute(),
    reader.selectFrom("account_role").select(["account_id", "role"]).execute(),
    readOrgChart(reader),
    readPrograms(reader),
  ]);
  const rolesOf = Map.groupBy(roles, (row) => row.account_id);
  const members = accounts.map(({ id, employee_id }) => {
    const held = (rolesOf.get(id) ?? []).map(({ role }) => role);
    return [id, { roles: held, ...(employee_id === null ? {} : { employee: employee_id }) }] as const;
  });
  return { version, members: new Map(members), managers: employees, programs };
}

async function readOrgChart(reader: Reader): Promise<Map<string, string | undefined>> {
  const rows = await reader.selectFrom("org_employee").select(["id", "manager_id"]).execute();
  return new Map(rows.map(({ id, manager_id }) => [id, manager_id ?? undefined]));
}

async function readPrograms(reader: Reader): Promise<Map<string, Program>> {
  const rows = await reader
    .selectFrom("api_key")
    .select(["id", "hash", "scopes", "source", "expires_at"])
    .where("revoked_at", "is", null)
    .execute();
  return new Map(
    rows.map(({ id, hash, scopes, source, expires_at }) => [
      programId(id),
      {
        hash: hash.toString("hex"),
        scopes,
        ...(source === null ? {} : { source }),
        ...(expires_at === null ? {} : { expiresAt: expires_at }),
      },
    ]),
  );
}
