import { setTimeout as sleep } from "node:timers/promises";
import type { takeStep } from "../../monitoring/index.ts";
import type { Caller } from "./caller.ts";

/** What the server has said is done, and what it has refused for no reason. */
export interface Acknowledged {
  /** Imports that were accepted: each must be done in the end. */
  readonly imports: string[];
  /** By `alert/revision`, the step that was taken. */
  readonly steps: Map<string, object>;
  readonly wrong: string[];
}

const orders = 300;
const lookEvery = 50; // milliseconds

/** A third of the amounts differ from one generation to the next. */
export function ordersOf(generation: number, rowsWanted = orders): string {
  const rows = Array.from({ length: rowsWanted }, (_, i) => {
    const amount = 1_000 + ((i * 7_919) % 9_973) + Math.floor((generation + i) / 3);
    const day = `2025-${String(1 + (i % 12)).padStart(2, "0")}-${String(1 + (i % 28)).padStart(2, "0")}`;
    return `SO-${i},${day},C-${i % 17},E-${i % 5},${amount}.50`;
  });
  return `order_no,order_date,customer_id,salesperson,amount\n${rows.join("\n")}\n`;
}

/** Pairs that are booked twice: alerts to work on. */
export function bookedTwice(pairs: number): string {
  const rows = Array.from({ length: pairs }, (_, i) => {
    const day = `2025-${String(1 + (i % 12)).padStart(2, "0")}-${String(2 + (i % 26)).padStart(2, "0")}`;
    const sale = `${day},C-${i % 17},E-${i % 5},${48_000 + i * 137}.70`;
    return `DA-${i},${sale}\nDB-${i},${sale}`;
  });
  return `order_no,order_date,customer_id,salesperson,amount\n${rows.join("\n")}\n`;
}

/** Sends a file, plans it and starts its import; the number of the import, where the server said that it has it. */
export async function importOnce(caller: Caller, text: string, wrong: string[]): Promise<string | undefined> {
  const form = new FormData();
  form.append("file", new Blob([text]), "orders.csv");
  const sent = await caller.send("POST", "/api/uploads", form);
  if (!isAnswered(sent, [201], wrong)) return undefined;
  const { id: upload } = sent.body as { id: string };
  const asked = await caller.send("POST", `/api/uploads/${upload}/preview`, {});
  if (!isAnswered(asked, [202], wrong)) return undefined;
  const sources = await previewed(caller, upload);
  if (!sources) return undefined;
  const plan = await caller.send("PUT", `/api/uploads/${upload}/plan`, {
    source: "kills",
    complete: false,
    mapping: { version: 1, sources },
  });
  if (!isAnswered(plan, [200], wrong)) return undefined;
  const started = await caller.send("POST", "/api/imports", { upload });
  return isAnswered(started, [202], wrong) ? (started.body as { id: string }).id : undefined;
}

interface Upload {
  readonly preview: {
    readonly job: { readonly state: string };
    readonly result?: { readonly tables: readonly { source: object }[] };
  };
}

/** What the server takes the file's columns for; undefined where it is gone. */
async function previewed(caller: Caller, upload: string): Promise<object[] | undefined> {
  for (;;) {
    const answer = await caller.send("GET", `/api/uploads/${upload}`);
    if (answer === undefined) return undefined;
    const { preview } = answer.body as Upload;
    if (preview.job.state === "done") return preview.result?.tables.map(({ source }) => source);
    await sleep(lookEvery);
  }
}

/** Imports one generation after the other until the server is gone. */
export async function importUntilGone(
  caller: Caller,
  acknowledged: Acknowledged,
  first: number,
): Promise<number> {
  for (let generation = first; ; generation++) {
    const id = await importOnce(caller, ordersOf(generation), acknowledged.wrong);
    if (id === undefined) return generation;
    acknowledged.imports.push(id);
    for (;;) {
      const view = await caller.send("GET", `/api/imports/${id}`);
      if (view === undefined) return generation + 1;
      if (!["waiting", "running"].includes((view.body as { state: string }).state)) break;
      await sleep(lookEvery);
    }
  }
}

type Step = Parameters<typeof takeStep>[2]["step"];

const next: Readonly<Record<string, (n: number) => Step>> = {
  open: () => ({ kind: "reviewed" }),
  "in-review": (n) =>
    n % 2 === 0 ? { kind: "confirmed", reason: `reason ${n}` } : { kind: "cleared", reason: `reason ${n}` },
  confirmed: (n) => ({ kind: "reopened", reason: `reason ${n}` }),
  innocent: (n) => ({ kind: "reopened", reason: `reason ${n}` }),
};

/** A step that an alert of this status may take; every third is a note. */
export function nextStep(status: string, n: number): Step | undefined {
  return n % 3 === 0 ? { kind: "noted", text: `note ${n}` } : next[status]?.(n);
}

interface State {
  readonly id: string;
  readonly status: string;
  readonly revision: number;
}

/** Takes steps on alerts, some on many at once, and notes, until the server is gone. */
export async function workUntilGone(
  caller: Caller,
  acknowledged: Acknowledged,
  first: number,
): Promise<number> {
  for (let n = first; ; n++) {
    const page = await caller.send("GET", "/api/alerts?limit=50");
    if (page === undefined) return n;
    const { rows } = page.body as { rows: State[] };
    const one = rows[n % Math.max(1, rows.length)];
    if (!one) continue;
    const alike = rows.filter(({ status }) => status === one.status).slice(0, 1 + (n % 4));
    const step = nextStep(one.status, n);
    if (!step) continue;
    const items = alike.map(({ id, revision }) => ({ id, revision }));
    const taken = await caller.send("POST", "/api/alerts/actions", { items, step });
    if (taken === undefined) return n + 1;
    // 409: a run of the detectors has brought something new meanwhile.
    if (taken.status === 409) continue;
    if (!isAnswered(taken, [200], acknowledged.wrong)) return n + 1;
    for (const { id, revision } of taken.body as State[]) acknowledged.steps.set(`${id}/${revision}`, step);
  }
}

/** A server that dies gives no answer; any other than the expected is a fault of its. */
function isAnswered(
  answer: { status: number; body: unknown } | undefined,
  expected: readonly number[],
  wrong: string[],
): answer is { status: number; body: unknown } {
  if (answer === undefined) return false;
  if (expected.includes(answer.status)) return true;
  wrong.push(`${answer.status} ${JSON.stringify(answer.body)}`);
  return false;
}
