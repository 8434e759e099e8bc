import { setTimeout as sleep } from "node:timers/promises";
import type { Workbench } from "../workbench/open-workbench.ts";

interface Answer {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any;
}

/** For tests: somebody who is signed in at a workbench that listens. */
export interface Person {
  send(method: string, path: string, body?: object): Promise<Answer>;
  upload(files: Readonly<Record<string, string | Buffer>>): Promise<string>;
}

const password = "violet-anchor-7-harbour";

/** Both first people, set up and signed in. */
export async function setUpPeople({
  url,
  setUpLink,
}: Workbench): Promise<{ administrator: Person; lead: Person }> {
  const token = setUpLink?.split("#token=")[1];
  const person = (name: string) => ({ name, email: `${name}@example.com`, password });
  const body = {
    token,
    administrator: person("admin"),
    leadAuditor: { ...person("lead"), employeeId: "A1" },
  };
  await sendTo(url, "", "POST", "/api/set-up", body);
  return { administrator: await signIn(url, "admin"), lead: await signIn(url, "lead") };
}

export async function signIn(url: string, name: string): Promise<Person> {
  const answer = await fetch(`${url}/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: `${name}@example.com`, password }),
  });
  if (answer.status !== 200) throw new Error(`${name} cannot sign in: ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  return {
    send: (method, path, body) => sendTo(url, cookie, method, path, body),
    async upload(files) {
      const form = new FormData();
      for (const [name, content] of Object.entries(files)) form.append("file", new Blob([content]), name);
      const sent = await fetch(`${url}/api/uploads`, { method: "POST", headers: { cookie }, body: form });
      const { id } = (await sent.json()) as { id: string };
      return id;
    },
  };
}

async function sendTo(
  url: string,
  cookie: string,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  const answer = await fetch(`${url}${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body) } : {}),
    headers: { cookie, "accept-language": "en", ...(body ? { "content-type": "application/json" } : {}) },
  });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json") ?? false;
  return { status: answer.status, text, body: isJson ? JSON.parse(text) : text };
}

/** Asks again and again until what is asked for holds. */
export async function until<Value>(
  ask: () => Promise<Value>,
  holds: (value: Value) => boolean,
): Promise<Value> {
  for (let attempt = 0; attempt < 6_000; attempt++) {
    const value = await ask();
    if (holds(value)) return value;
    await sleep(100);
  }
  throw new Error(`It has not come about: ${JSON.stringify(await ask()).slice(0, 2_000)}`);
}

export async function importUpload(person: Person, id: string, source: string): Promise<void> {
  await person.send("POST", `/api/uploads/${id}/preview`, {});
  const seen = await until(
    () => person.send("GET", `/api/uploads/${id}`),
    ({ body }) => ["done", "failed"].includes(body.preview?.job.state),
  );
  const sources = seen.body.preview.result.tables.map(({ source: of }: { source: object }) => of);
  const plan = { source, complete: false, mapping: { version: 1, sources } };
  await person.send("PUT", `/api/uploads/${id}/plan`, plan);
  await person.send("POST", `/api/uploads/${id}/dry-run`);
  await until(
    () => person.send("GET", `/api/uploads/${id}`),
    ({ body }) => ["done", "failed"].includes(body.dryRun?.job.state),
  );
  const begun = await person.send("POST", "/api/imports", { upload: id });
  const ended = await until(
    () => person.send("GET", `/api/imports/${begun.body.id}`),
    ({ body }) => !["waiting", "running"].includes(body.state),
  );
  if (ended.body.state !== "done") throw new Error(`The import ended: ${JSON.stringify(ended.body)}`);
}
