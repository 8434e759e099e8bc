import { z } from "zod";
import type { Http } from "../platform/index.ts";
import { accountSchema, house, newAccount } from "./account.ts";
import { createAccount } from "./create-account.ts";
import { disableAccount } from "./disable-account.ts";
import { enableAccount } from "./enable-account.ts";
import { grantRole, roleInput } from "./grant-role.ts";
import { importAccounts, importAccountsInput } from "./import-accounts.ts";
import { importOrgChart, importOrgChartInput } from "./import-org-chart.ts";
import { breachOfIndependence } from "./independence.ts";
import { issueInvitation } from "./issue-invitation.ts";
import { linkEmployee, linkEmployeeInput } from "./link-employee.ts";
import { orgChartSchema, readOrgChart, readOrgChartInput } from "./org-chart.ts";
import type { PeopleParts } from "./parts.ts";
import { listAccounts } from "./queries.ts";
import { resetTotp } from "./reset-totp.ts";
import { revokeRole } from "./revoke-role.ts";
import { revokeSessions } from "./sessions.ts";

const tags = ["accounts"];
const params = z.object({ id: z.string().max(100) });
const invited = z.object({ account: accountSchema, token: z.string() });
const bigBody = 32 * 1024 * 1024;

/** For those who keep accounts: administrators, and for the accounts of audit the lead auditor. */
export function addAccountRoutes(http: Http, { visitors }: PeopleParts): void {
  const { contextOf } = visitors;

  const list = { tags, summary: "All accounts", response: { 200: z.array(accountSchema) } };
  http.get("/api/accounts", { schema: list }, async (request) => {
    const context = await contextOf(request);
    context.require("accounts.list", house);
    return listAccounts(context.db);
  });
  const independence = z.object({ breachOfIndependence: z.boolean(), accounts: z.array(z.string()) });
  const readIndependence = {
    tags,
    summary: "Whether somebody runs the system and audits it at once",
    response: { 200: independence },
  };
  http.get("/api/independence", { schema: readIndependence }, async (request) => {
    const context = await contextOf(request);
    context.require("people.independence", house);
    const accounts = await breachOfIndependence(context.db);
    return { breachOfIndependence: accounts.length > 0, accounts };
  });

  const create = { tags, summary: "Make an account", body: newAccount, response: { 201: invited } };
  http.post("/api/accounts", { schema: create }, async (request, reply) =>
    reply.code(201).send(await createAccount(await contextOf(request), request.body)),
  );
  const imported = z.object({ created: z.array(invited), present: z.int() });
  const importSome = { tags, summary: "Make many", body: importAccountsInput, response: { 200: imported } };
  http.post("/api/accounts/import", { schema: importSome, bodyLimit: bigBody }, async (request) => {
    const { created, present } = await importAccounts(await contextOf(request), request.body);
    return { created: [...created], present };
  });
  const employees = z.object({ employees: z.int() });
  const chart = {
    tags,
    summary: "Replace the org chart",
    body: importOrgChartInput,
    response: { 200: employees },
  };
  http.put("/api/org-chart", { schema: chart, bodyLimit: bigBody }, async (request) => ({
    employees: await importOrgChart(await contextOf(request), request.body),
  }));
  const readChart = {
    tags,
    summary: "A level of the org chart",
    querystring: readOrgChartInput,
    response: { 200: orgChartSchema },
  };
  http.get("/api/org-chart", { schema: readChart }, async (request) =>
    readOrgChart(await contextOf(request), request.query),
  );
  addRoutesOfOne(http, contextOf);
}

function addRoutesOfOne(http: Http, contextOf: PeopleParts["visitors"]["contextOf"]): void {
  const response = { 200: accountSchema };
  const disable = { tags, summary: "Disable an account", params, response };
  http.post("/api/accounts/:id/disable", { schema: disable }, async (request) =>
    disableAccount(await contextOf(request), request.params),
  );
  const enable = { tags, summary: "Enable a disabled account", params, response };
  http.post("/api/accounts/:id/enable", { schema: enable }, async (request) =>
    enableAccount(await contextOf(request), request.params),
  );
  const link = {
    tags,
    summary: "Link to an employee",
    params,
    body: linkEmployeeInput.omit({ id: true }),
    response,
  };
  http.put("/api/accounts/:id/employee", { schema: link }, async (request) =>
    linkEmployee(await contextOf(request), { ...request.params, ...request.body }),
  );
  const invite = { tags, summary: "A new link", params, response: { 200: z.object({ token: z.string() }) } };
  http.post("/api/accounts/:id/invitation", { schema: invite }, async (request) => ({
    token: await issueInvitation(await contextOf(request), request.params),
  }));
  const signOut = {
    tags,
    summary: "Sign out everywhere",
    params,
    response: { 200: z.object({ ended: z.int() }) },
  };
  http.delete("/api/accounts/:id/sessions", { schema: signOut }, async (request) => ({
    ended: await revokeSessions(await contextOf(request), { accountId: request.params.id }),
  }));
  const reset = { tags, summary: "Take TOTP away", params, response };
  http.delete("/api/accounts/:id/totp", { schema: reset }, async (request) =>
    resetTotp(await contextOf(request), request.params),
  );
  const grant = { tags, summary: "Grant a role", params: roleInput, response };
  http.put("/api/accounts/:id/roles/:role", { schema: grant }, async (request) =>
    grantRole(await contextOf(request), request.params),
  );
  const revoke = { tags, summary: "Revoke a role", params: roleInput, response };
  http.delete("/api/accounts/:id/roles/:role", { schema: revoke }, async (request) =>
    revokeRole(await contextOf(request), request.params),
  );
}
