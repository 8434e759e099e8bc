// people: accounts, roles, the org chart, and who may do what. Invariants: everything is forbidden unless a text
// in a .cedar file permits it; nobody signs up; who runs the system and who audits are different people, and
// where they are not yet, that is shown and logged.
export { type AcceptInvitationInput, acceptInvitation } from "./accept-invitation.ts";
export { createAccess, type PeopleAccess } from "./access.ts";
export { type Account, accountSchema, type NewAccount } from "./account.ts";
export { readAuthSecret } from "./auth-secret.ts";
export { createAccount, type Invited } from "./create-account.ts";
export type { Resource } from "./entities.ts";
export { accountsOf, eraseAccounts } from "./erase-account.ts";
export { grantRole, type RoleInput } from "./grant-role.ts";
export { peopleHoldings } from "./holdings.ts";
export {
  type ImportAccountsInput,
  type ImportedAccounts,
  importAccounts,
  importAccountsInput,
} from "./import-accounts.ts";
export { importOrgChart, importOrgChartInput, type OrgRow } from "./import-org-chart.ts";
export { breachOfIndependence } from "./independence.ts";
export { issueInvitation } from "./issue-invitation.ts";
export { type IssuedKey, issueKey, type Scope } from "./issue-key.ts";
export { linkEmployee } from "./link-employee.ts";
export { openSetUp } from "./open-set-up.ts";
export type { PeopleRoutesOptions } from "./parts.ts";
export type { Policies, RoomPolicies } from "./policies.ts";
export { hasAccounts, listAccounts } from "./queries.ts";
export { type Role, roleNames, roleSchema } from "./role.ts";
export type { Member } from "./roll.ts";
export type { RoomParts } from "./room-parts.ts";
export { addPeopleRoutes } from "./routes.ts";
export { type SetUpInput, type SetUpResult, setUp } from "./set-up.ts";
export { type PeopleSettings, peopleSettings } from "./settings.ts";
export { employeesBelow, holdsRole, ownEmployee } from "./sql-of-people.ts";
export { suspicionVisibleTo } from "./suspicion-visible-to.ts";
export type * from "./tables.ts";
export {
  type Browser,
  goodPassword,
  openTestHouse,
  type TestHouse,
  type TestHouseOptions,
} from "./test-house.ts";
export type { Visitors } from "./visitors.ts";
