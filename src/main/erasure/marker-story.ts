import { gzipSync } from "node:zlib";
import { sql } from "kysely";
import type { Workbench } from "../workbench/open-workbench.ts";
import { importUpload, type Person, until } from "./test-erasure-house.ts";
import { formsOf } from "./test-grep.ts";

/** For tests: somebody whom nothing else in the world is called like. */
export const marker = {
  name: "鼛夔鱻犇龘",
  latin: "Qwyzzlefex Marmotovich",
  phone: "19173502846",
  email: "qwyzzlefex@marmotovich.example",
  address: "犄角旮旯镇魑魅魍魉巷７７７号",
} as const;

export const markerForms = (): Map<string, Buffer> =>
  new Map(
    [...Object.values(marker), "Qwyzzlefex", "Marmotovich", "鼛夔鱻"].flatMap((text) => [...formsOf(text)]),
  );

const orderLines = [
  ...Array.from(
    { length: 40 },
    (_, i) => `SO-${i},C${i % 9},客户${i % 9},E001,2026-0${1 + (i % 9)}-1${i % 10},${3_000 + 211 * i},备货`,
  ),
  `SO-A,C900,${marker.latin},E001,2026-09-20,49000,送至${marker.address}`,
  `SO-B,C900,${marker.latin},E001,2026-09-21,48000,联系${marker.name} ${marker.phone}`,
  "SO-C,C901,别的客户,E001,2026-08-03,47000,普通",
  "SO-D,C901,别的客户,E001,2026-08-03,48500,普通",
];
const orders = `order_id,customer_id,customer_name,seller_id,ordered_at,amount,remark\n${orderLines.join("\n")}\n`;
const customers = [
  "customer_id,customer_name,phone,address,owner",
  `C900,${marker.latin},${marker.phone},${marker.address},E001`,
  "C901,别的客户,02155550000,上海市某路1号,E001",
  ...Array.from({ length: 9 }, (_, i) => `C${i},客户${i},0215555100${i},上海市某路${i}号,E001`),
].join("\n");
const contacts = [
  "contact_id,customer_id,name,phone,email,address",
  `K1,C900,${marker.name},${marker.phone},${marker.email},${marker.address}`,
  "K2,C901,李四,13700001111,li@example.com,某地",
  // Refused: no such day of a month; the row is kept as it stood.
  "",
].join("\n");
const refused = [
  "order_id,customer_id,seller_id,ordered_at,amount,remark",
  "SO-R1,C1,E001,2026-01-02,100,x",
  "SO-R2,C1,E001,2026-01-03,200,x",
  `SO-R3,C1,E001,${marker.phone},${marker.latin},${marker.name}`,
].join("\n");

/** Imports somebody, and works with what is known of them as people do. */
export async function liveWith(
  { parts }: Workbench,
  lead: Person,
  administrator: Person,
): Promise<{ alert: string }> {
  const upload = await lead.upload({
    "customers.csv": customers,
    "contacts.csv": contacts,
    "orders.csv.gz": gzipSync(orders),
  });
  await importUpload(lead, upload, "erp");
  await importUpload(lead, await lead.upload({ "refused.csv": refused }), "refused");
  const split = () => lead.send("GET", "/api/alerts?detector=split-order&limit=50");
  const { body } = await until(split, (answer) => answer.body.rows?.length >= 2);
  const alert = body.rows.find((row: object) => JSON.stringify(row).includes("C900")).id;
  const contact = await recordOf(lead, "contact", "K1");
  await does(lead, "POST", `/api/records/contact/${contact.record}/corrections`, {
    version: contact.version,
    fields: { title: `助理 ${marker.name}` },
    reason: `${marker.latin} 来电更正`,
  });
  await does(lead, "POST", "/api/alerts/actions", {
    items: [{ id: alert, revision: 0 }],
    step: { kind: "noted", text: `已致电 ${marker.name} ${marker.phone}` },
  });
  await does(lead, "GET", `/api/search?q=${encodeURIComponent(marker.phone)}`);
  const view = { search: marker.latin, filters: [], columns: [], sort: "happened", descending: true };
  await does(lead, "POST", "/api/views", { name: `关于 ${marker.name}`, kind: "customer", definition: view });
  for (const format of ["csv", "xlsx"]) {
    const asked = `format=${format}&search=${encodeURIComponent(marker.latin)}`;
    const { body: file } = await does(lead, "GET", `/api/records/customer/export?${asked}`);
    if (format === "csv" && !file.includes(marker.phone))
      throw new Error("The export does not hold the marker.");
  }
  await tryOut(lead);
  await judge(lead, alert);
  await does(administrator, "POST", "/api/system/backups");
  await parts.events.settled();
  await until(
    () => parts.jobs.newest({ limit: 50, states: ["waiting", "running"], before: undefined }),
    (jobs) => jobs.length === 0,
  );
  await parts.events.settled();
  return { alert };
}

/** A version of a rule on the past and in shadow, with the person in its reasons, and a mute of them. */
async function tryOut(lead: Person): Promise<void> {
  const path = "/api/detectors/split-order/versions";
  const params = { windowDays: 5 };
  await does(lead, "POST", path, { params, reason: `${marker.latin} 一案` });
  const tested = await does(lead, "POST", `${path}/1/back-tests`, { revision: 1, days: ["2026-10-01"] });
  await until(
    () => lead.send("GET", `/api/back-tests/${tested.body.id}`),
    ({ body }) => body.state === "done",
  );
  const reason = `见 ${marker.name} ${marker.phone}`;
  await does(lead, "POST", `${path}/1/state`, { revision: 2, to: "shadow", reason });
  const { body } = await does(lead, "POST", "/api/runs", {});
  await until(
    () => lead.send("GET", `/api/runs/${body.id}`),
    (run) => run.body.state === "done",
  );
  const lastDay = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await does(lead, "POST", "/api/mutes", { scope: "customer", scopeId: "C7", reason, until: lastDay });
}

/** A list of what to inspect, on which the alert stands, and what was found, with the person in the reason. */
async function judge(lead: Person, alert: string): Promise<void> {
  const drawn = await does(lead, "POST", "/api/inspections", { unit: "alert", capacity: 50, randomShare: 0 });
  const list = `/api/inspections/${drawn.body.id}`;
  const { body } = await does(lead, "GET", list);
  const item = body.rows.find((row: { item: string }) => row.item === alert);
  const outcome = { revision: 0, outcome: "falsified", reason: `${marker.name}（${marker.email}）否认` };
  await does(lead, "POST", `${list}/items/${item.number}/outcome`, outcome);
}

/** How many findings of versions on trial name the person, of a back-test and of a run. */
export async function countTrials({ parts }: Workbench): Promise<{ trial: number; run: number }> {
  const { rows } = await sql<{ trial: number; run: number }>`
    SELECT count(trial)::integer AS trial, count(run)::integer AS run FROM rule_finding
    WHERE finding::text LIKE ${`%${marker.latin}%`} OR finding #>> '{customer,id}' = 'C900'`.execute(
    parts.database.writer,
  );
  return rows[0] ?? { trial: 0, run: 0 };
}

async function does(person: Person, method: string, path: string, body?: object) {
  const answer = await person.send(method, path, body);
  if (answer.status >= 300)
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}

export async function recordOf(
  lead: Person,
  kind: string,
  key: string,
): Promise<{ record: string; version: number }> {
  const { body } = await lead.send("GET", `/api/records/${kind}?search=${encodeURIComponent(key)}&limit=50`);
  const found = body.rows?.find((row: { key: string }) => row.key === key);
  if (!found) throw new Error(`There is no ${kind} ${key}: ${JSON.stringify(body).slice(0, 500)}`);
  return found;
}

/** Salts of everything that names the marker, as the tables have them. */
export async function markerSalts({ parts }: Workbench): Promise<Map<string, Buffer>> {
  const db = parts.database.writer;
  const { rows } = await sql<{ at: string; salt: Buffer }>`
    SELECT 'entry ' || event_id || ' ' || side AS at, salt FROM log_opening WHERE value LIKE ${`%${marker.phone}%`} OR value LIKE ${`%${marker.latin}%`} OR value LIKE ${`%${marker.name}%`}
    UNION ALL
    SELECT 'contact ' || v.id || '/' || n, substr(salts, 32 * (n - 1) + 1, 32) FROM record_version v, generate_series(1, length(salts) / 32) n WHERE kind = 'contact' AND key = 'K1'
    UNION ALL
    SELECT 'customer ' || v.id || '/' || n, substr(salts, 32 * (n - 1) + 1, 32) FROM record_version v, generate_series(1, length(salts) / 32) n WHERE kind = 'customer' AND key = 'C900'
    UNION ALL
    SELECT 'finding ' || id, salts FROM alert_version WHERE finding::text LIKE ${`%${marker.latin}%`}`.execute(
    db,
  );
  const salts = new Map<string, Buffer>();
  for (const { at, salt } of rows) {
    for (let i = 0; i < salt.length / 32; i++) salts.set(`${at}+${i}`, salt.subarray(32 * i, 32 * (i + 1)));
  }
  return salts;
}
