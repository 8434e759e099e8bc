// people: accounts, roles, the org chart, and who may do what. Invariants: everything is forbidden unless a text
// in a .cedar file permits it; nobody signs up; who runs the system and who audits are different people, and
// where they are not yet, that is shown and logged.
export { type PeopleAccess, createAccess } from "./access.ts";
export * from "./tables.ts";
