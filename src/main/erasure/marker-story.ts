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
  await does(administrator, "POST", "/api/system/backups");
  await parts.events.settled();
  await until(
    () => parts.jobs.newest({ limit: 50, states: ["waiting", "running"], before: undefined }),
    (jobs) => jobs.length === 0,
  );
  await parts.events.settled();
  return { alert };
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
