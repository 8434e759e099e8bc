interface Request {
  readonly path?: string;
  readonly body?: object;
}

const absent = "00000000-0000-4000-8000-000000000000";
const view = { search: "", filters: [], columns: [], sort: "happened", descending: true };
const noMapping = { version: 1, sources: [] };
const person = { name: "Somebody", email: "somebody@example.com", password: "violet-anchor-7-harbour" };

/** How a route is asked; a GET without a place in its path needs nothing said. */
export const requests: Readonly<Record<string, Request>> = {
  "POST /api/sign-in": { body: { email: "somebody@example.com", password: "wrong-anchor-7-harbour" } },
  "POST /api/sign-in/totp": { body: { code: "123456" } },
  "POST /api/set-up": { body: { token: "wrong", administrator: person } },
  "POST /api/invitations/accept": { body: { token: "wrong", password: "violet-anchor-7-harbour" } },
  "POST /api/sign-in/oidc": { body: { provider: "nowhere" } },
  "PUT /api/me/password": { body: { current: "wrong-anchor-7-harbour", next: "violet-anchor-8-harbour" } },
  "DELETE /api/sessions/{id}": { path: `/api/sessions/${absent}` },
  "POST /api/totp/enable": { body: { password: "wrong-anchor-7-harbour" } },
  "POST /api/totp/verify": { body: { code: "123456" } },
  "POST /api/accounts": { body: { name: "New", email: "new@example.com" } },
  "POST /api/accounts/import": { body: { rows: [{ name: "Newer", email: "newer@example.com" }] } },
  "PUT /api/org-chart": { body: { rows: [{ employeeId: "E-0", managerId: "E-0" }] } },
  "POST /api/accounts/{id}/disable": { path: "/api/accounts/{spare}/disable" },
  "POST /api/accounts/{id}/enable": { path: "/api/accounts/{spare}/enable" },
  "PUT /api/accounts/{id}/employee": { path: "/api/accounts/{spare}/employee", body: { employeeId: null } },
  "POST /api/accounts/{id}/invitation": { path: "/api/accounts/{spare}/invitation" },
  "DELETE /api/accounts/{id}/sessions": { path: "/api/accounts/{spare}/sessions" },
  "DELETE /api/accounts/{id}/totp": { path: "/api/accounts/{spare}/totp" },
  "PUT /api/accounts/{id}/roles/{role}": { path: "/api/accounts/{spare}/roles/finance" },
  "DELETE /api/accounts/{id}/roles/{role}": { path: "/api/accounts/{spare}/roles/finance" },
  "POST /api/ledger/faults/{id}/settle": {
    path: "/api/ledger/faults/999/settle",
    body: { because: "a trial" },
  },
  "GET /api/ledger/entries/{index}/proof": { path: "/api/ledger/entries/0/proof" },
  "POST /api/views": { body: { name: "Mine", kind: "order", definition: view } },
  "PUT /api/views/{id}": { path: `/api/views/${absent}`, body: { version: 1, definition: view } },
  "DELETE /api/views/{id}": { path: `/api/views/${absent}` },
  "PUT /api/views/{id}/name": { path: `/api/views/${absent}/name`, body: { name: "Other" } },
  "PUT /api/views/{id}/sharing": { path: `/api/views/${absent}/sharing`, body: { isShared: true } },
  "GET /api/records/{kind}": { path: "/api/records/order" },
  "POST /api/records/{kind}": { path: "/api/records/order", body: { fields: { gross: "not a number" } } },
  "GET /api/search": { path: "/api/search?q=SO-4" },
  "GET /api/records/{kind}/export": { path: "/api/records/order/export?format=csv" },
  "GET /api/forms/{kind}": { path: "/api/forms/order" },
  "PUT /api/forms/{kind}": {
    path: "/api/forms/order",
    body: { fields: [], sections: [], hidden: [], version: 9 },
  },
  "GET /api/records/{kind}/{record}": { path: "/api/records/order/{order}" },
  "GET /api/records/{kind}/{record}/related/{by}": { path: "/api/records/order/{order}/related/order" },
  "POST /api/records/{kind}/{record}/corrections": {
    path: "/api/records/order/{order}/corrections",
    body: { version: 9, fields: { gross: "1" }, reason: "a trial" },
  },
  "GET /api/lookup/{kind}": { path: "/api/lookup/order?q=SO" },
  "GET /api/settings/periods": { path: "/api/settings/periods?from=2026-01-01&to=2026-12-31" },
  "PUT /api/settings/entities": { body: { version: 9, content: { entities: [] } } },
  "PUT /api/settings/calendar": {
    body: {
      version: 9,
      content: { timeZone: "Asia/Shanghai", fiscal: { scheme: "months", startMonth: 1 }, closes: [] },
    },
  },
  "PUT /api/settings/currencies": {
    body: { version: 9, content: { house: "CNY", others: [], mostRateDays: 7 } },
  },
  "PUT /api/settings/vat": { body: { version: 9, content: { rates: [] } } },
  "PUT /api/settings/retention": { body: { version: 9, content: { kinds: [] } } },
  "PUT /api/settings/alerts": { body: { version: 9, content: { cron: "0 3 * * *" } } },
  "GET /api/settings/rates": { path: "/api/settings/rates?base=USD&quote=CNY" },
  "GET /api/settings/rates/on": { path: "/api/settings/rates/on?base=USD&quote=CNY&day=2026-01-05" },
  "POST /api/settings/rates/import": { body: { csv: "wrong", source: "bank" } },
  "POST /api/uploads/from-folder": { body: { folder: "nowhere", paths: ["a.csv"] } },
  "GET /api/uploads/{id}": { path: `/api/uploads/${absent}` },
  "DELETE /api/uploads/{id}": { path: `/api/uploads/${absent}` },
  "POST /api/uploads/{id}/preview": { path: `/api/uploads/${absent}/preview`, body: {} },
  "PUT /api/uploads/{id}/plan": {
    path: `/api/uploads/${absent}/plan`,
    body: { source: "roles", complete: false, mapping: noMapping },
  },
  "POST /api/uploads/{id}/dry-run": { path: `/api/uploads/${absent}/dry-run` },
  "POST /api/uploads/{id}/files": { path: `/api/uploads/${absent}/files` },
  "POST /api/uploads/{id}/ready": { path: `/api/uploads/${absent}/ready` },
  "POST /api/imports": { body: { upload: absent } },
  "GET /api/imports/{id}": { path: `/api/imports/${absent}` },
  "POST /api/imports/{id}/cancel": { path: `/api/imports/${absent}/cancel` },
  "GET /api/imports/{id}/events": { path: `/api/imports/${absent}/events` },
  "GET /api/imports/{id}/refused.csv": { path: `/api/imports/${absent}/refused.csv` },
  "GET /api/mappings/{name}": { path: "/api/mappings/roles" },
  "PUT /api/mappings/{name}": { path: "/api/mappings/roles", body: { mapping: noMapping, after: 9 } },
  "GET /api/mappings/{name}/differences": { path: "/api/mappings/roles/differences?from=0&to=1" },
  "POST /api/mappings/{name}/restore": {
    path: "/api/mappings/roles/restore",
    body: { version: 1, after: 9 },
  },
  "GET /api/runs/{id}": { path: `/api/runs/${absent}` },
  "POST /api/runs/{id}/cancel": { path: `/api/runs/${absent}/cancel` },
  "PUT /api/detection-settings": { body: { revision: 9, falseDiscoveryRate: 0.1, params: {} } },
  "GET /api/alerts/{id}": { path: "/api/alerts/{alert}" },
  "POST /api/alerts/actions": {
    body: { items: [{ id: "{alert}", revision: 0 }], step: { kind: "noted", text: "a trial" } },
  },
  "GET /api/sellers/{id}": { path: "/api/sellers/E-4" },
  "GET /api/customers/{id}": { path: "/api/customers/C-4" },
  "GET /api/detectors/{id}": { path: "/api/detectors/split-order" },
  "PUT /api/detectors/{id}/parameters": {
    path: "/api/detectors/split-order/parameters",
    body: { revision: 9, params: {}, isOff: false, reason: "a trial" },
  },
  "POST /api/system/jobs/{id}/cancel": { path: `/api/system/jobs/${absent}/cancel` },
  "POST /api/system/jobs/{id}/retry": { path: `/api/system/jobs/${absent}/retry` },
  "POST /api/system/backups/{name}/check": { path: "/api/system/backups/none/check" },
};
