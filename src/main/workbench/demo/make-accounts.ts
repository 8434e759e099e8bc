import {
  type Account,
  acceptInvitation,
  createAccount,
  grantRole,
  hasAccounts,
  importOrgChart,
  issueInvitation,
  listAccounts,
  openSetUp,
  type RoomParts,
  setUp,
} from "../../../people/index.ts";
import { type Actor, type Context, Refusal } from "../../../platform/index.ts";
import type { DemoPerson } from "./demo-people.ts";
import type { DemoStaff } from "./demo-staff.ts";

type Parts = Pick<RoomParts, "database" | "contexts" | "access">;

/** Everything goes by the verbs that people use, so that the log tells of it. */
const nobody: Actor = { kind: "anonymous", id: "anonymous" };

/** The first two accounts, where there are none. */
export async function setUpDemo(
  { database, contexts }: Parts,
  [administrator, lead]: readonly [DemoPerson, DemoPerson],
): Promise<void> {
  if (await hasAccounts(database.reader)) return;
  const token = await openSetUp(contexts.contextFor({ kind: "system", id: "system:demo" }));
  await setUp(contexts.contextFor(nobody), {
    token: token ?? "",
    administrator: { name: "陆鸣", email: administrator.email, password: administrator.password },
    leadAuditor: { name: "沈静", employeeId: "SJ0001", email: lead.email, password: lead.password },
  });
}

/** The org chart, and the accounts of the other roles as far as they are not there. */
export async function staffDemo(
  parts: Parts,
  people: readonly DemoPerson[],
  staff: DemoStaff,
): Promise<void> {
  const administrator = await signInAs(parts, people, "administrator");
  const lead = await signInAs(parts, people, "lead-auditor");
  const charted = await parts.database.reader
    .selectFrom("org_employee")
    .select("id")
    .limit(1)
    .executeTakeFirst();
  if (!charted) await importOrgChart(administrator, { rows: staff.chart });
  for (const person of people) {
    if (person.role === "administrator" || person.role === "lead-auditor") continue;
    const { id: employeeId, name } = staff.posts[person.role];
    const account = await accountOf(parts, person);
    if (!account?.hasSignIn) {
      const token = account
        ? await issueInvitation(administrator, { id: account.id })
        : (await createAccount(administrator, { name, email: person.email, employeeId })).token;
      await acceptInvitation(parts.contexts.contextFor(nobody), { token, password: person.password });
    }
    const made = await accountOf(parts, person);
    if (!made) throw new Error("The account that was just made is not there.");
    const granting = person.role === "auditor" ? lead : administrator;
    if (!made.roles.includes(person.role)) await grantRole(granting, { id: made.id, role: person.role });
    await parts.access.refresh();
  }
}

async function accountOf({ database }: Parts, { email }: DemoPerson): Promise<Account | undefined> {
  return (await listAccounts(database.reader)).find((account) => account.email === email);
}

async function signInAs(
  parts: Parts,
  people: readonly DemoPerson[],
  role: DemoPerson["role"],
): Promise<Context> {
  const person = people.find((one) => one.role === role);
  const account = person && (await accountOf(parts, person));
  await parts.access.refresh();
  if (account) return parts.contexts.contextFor({ kind: "person", id: account.id });
  throw new Refusal("conflict", {
    zh: "此数据文件夹里的账号不是演示账号。请用 PLUMBLINE_DATA 为演示另指定一个文件夹。",
    en: "The accounts in this data folder are not the demo's. Name another folder for the demo in PLUMBLINE_DATA.",
  });
}
