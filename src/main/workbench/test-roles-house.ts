import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  acceptInvitation,
  createAccount,
  grantRole,
  importOrgChart,
  openSetUp,
  roleSchema,
  setUp,
} from "../../people/index.ts";
import { importFiles } from "../../records/index.ts";
import { bookedTwice, ordersOf } from "../kills/work-over-http.ts";
import type { Workbench } from "./open-workbench.ts";
import { makeTestPlace } from "./test-workbench.ts";

/** Whoever may come: the roles, an auditor above half of the sellers, and nobody at all. */
export const visitors = [...roleSchema.options, "auditor-above", "nobody"] as const;
export type Visitor = (typeof visitors)[number];

/** E-0 and E-1 report to M-1, E-2, E-3 and E-4 to M-2; audit stands apart. */
const employees: Readonly<Record<Exclude<Visitor, "nobody" | "administrator">, string>> = {
  "lead-auditor": "A-1",
  auditor: "A-2",
  manager: "M-1",
  salesperson: "E-0",
  finance: "F-1",
  "auditor-above": "M-2",
};
const chart: Readonly<Record<string, string>> = {
  "E-0": "M-1",
  "E-1": "M-1",
  "E-2": "M-2",
  "E-3": "M-2",
  "E-4": "M-2",
};

interface Answer {
  readonly status: number;
  readonly text: string;
}

export interface RolesHouse {
  readonly url: string;
  readonly parts: Workbench["parts"];
  /** An account of a salesperson who takes no part. */
  readonly spare: string;
  /** Streams are cut off after their head. */
  ask(visitor: Visitor, method: string, path: string, body?: object): Promise<Answer>;
  /** A file that a POST answers with. */
  download(visitor: Visitor, path: string, body: object): Promise<{ status: number; bytes: Uint8Array }>;
  close(): Promise<void>;
}

/** The whole server, with orders of five sellers, alerts about them, and somebody signed in for each role. */
export async function openRolesHouse(pages?: string): Promise<RolesHouse> {
  const place = await makeTestPlace();
  // A proxy is believed, so that those who sign in come from addresses of their own.
  const PLUMBLINE_CONFIG = join(place.data, "..", "plumbline.yaml");
  writeFileSync(PLUMBLINE_CONFIG, "proxies: [127.0.0.1]\n");
  const { url, parts } = await place.open({ PLUMBLINE_CONFIG }, pages);
  const spare = await addPeople(parts);
  await fill(parts);
  const cookies = new Map<Visitor, string>([["nobody", ""]]);
  for (const visitor of visitors) {
    if (visitor !== "nobody") cookies.set(visitor, await signIn(url, visitor, cookies.size));
  }
  return {
    url,
    parts,
    spare,
    async ask(visitor, method, path, body) {
      const cut = new AbortController();
      const answer = await fetch(`${url}${path}`, {
        method,
        signal: cut.signal,
        headers: {
          cookie: cookies.get(visitor) ?? "",
          "accept-language": "en",
          ...(body ? { "content-type": "application/json" } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const isStream = String(answer.headers.get("content-type")).includes("event-stream");
      const text = isStream ? "" : await answer.text();
      cut.abort();
      return { status: answer.status, text };
    },
    async download(visitor, path, body) {
      const answer = await fetch(`${url}${path}`, {
        method: "POST",
        headers: { cookie: cookies.get(visitor) ?? "", "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
    },
    close: () => place.remove(),
  };
}

export const password = "violet-anchor-7-harbour";
export const addressOf = (visitor: string) => `${visitor}@example.com`;

async function signIn(url: string, visitor: Visitor, number: number): Promise<string> {
  const answer = await fetch(`${url}/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": `10.0.0.${number}` },
    body: JSON.stringify({ email: addressOf(visitor), password }),
  });
  if (answer.status !== 200) throw new Error(`${visitor} could not sign in: ${answer.status}.`);
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
}

/** By the verbs that people use. Gives the spare account. */
async function addPeople({ contexts, access }: Workbench["parts"]): Promise<string> {
  const anonymous = contexts.contextFor({ kind: "anonymous", id: "anonymous" });
  const person = (name: string, employeeId?: string) => ({
    name,
    email: addressOf(name),
    ...(employeeId === undefined ? {} : { employeeId }),
  });
  const token = await openSetUp(contexts.contextFor({ kind: "system", id: "system:test" }));
  const first = await setUp(anonymous, {
    token: token ?? "",
    administrator: { ...person("administrator"), password },
    leadAuditor: { ...person("lead-auditor", employees["lead-auditor"]), password },
  });
  await access.refresh();
  const administrator = contexts.contextFor({ kind: "person", id: first.administrator });
  const lead = contexts.contextFor({ kind: "person", id: first.leadAuditor });
  const all = new Set([...Object.keys(chart), ...Object.values(employees)]);
  const rows = [...all].map((employeeId) => {
    const managerId = chart[employeeId];
    return { employeeId, ...(managerId === undefined ? {} : { managerId }) };
  });
  await importOrgChart(administrator, { rows });
  for (const visitor of ["auditor", "manager", "salesperson", "finance", "auditor-above"] as const) {
    const { account, token } = await createAccount(administrator, person(visitor, employees[visitor]));
    await acceptInvitation(anonymous, { token, password });
    const role = visitor === "auditor-above" ? "auditor" : visitor;
    await grantRole(role === "auditor" ? lead : administrator, { id: account.id, role });
  }
  const spare = await createAccount(administrator, person("spare"));
  await grantRole(administrator, { id: spare.account.id, role: "salesperson" });
  await access.refresh();
  return spare.account.id;
}

async function fill({ database, contexts, events }: Workbench["parts"]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-roles-"));
  writeFileSync(join(folder, "orders.csv"), ordersOf(0) + bookedTwice(40).replace(/^.*\n/, ""));
  const context = () => contexts.contextFor({ kind: "system", id: "system:test" });
  const signal = new AbortController().signal;
  await importFiles(database, { paths: [folder], source: "roles" }, { signal, context });
  rmSync(folder, { recursive: true });
  for (let alerts = 0; alerts === 0; await sleep(100)) {
    const found = await database.reader.selectFrom("alert").select("id").execute();
    alerts = found.length;
  }
  await events.settled();
}
