import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, openTestHouse, type TestHouse } from "../../people/index.ts";
import { recordsPolicies } from "../policies.ts";
import { followBatches } from "../store/follow-batches.ts";
import { importJobs } from "./jobs.ts";
import { addImportRoutes } from "./routes.ts";
import { recordsSettings } from "./settings.ts";

/** For tests: a house whose only room is this one. */
export async function openImportHouse(section?: unknown): Promise<TestHouse> {
  const settings = recordsSettings.parse(section);
  const house = await openTestHouse({
    rooms: [recordsPolicies],
    jobs: (parts) => importJobs(parts, settings),
    addRoutes: (http, parts) => addImportRoutes(http, parts, settings),
  });
  followBatches(house.parts.events);
  return house;
}

const boundary = "----plumbline-test";

/** The body of a request that sends files, as a browser writes it. */
function multipart(files: Readonly<Record<string, string | Buffer>>) {
  const parts = Object.entries(files).flatMap(([name, content]) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from("\r\n"),
  ]);
  return {
    payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
  };
}

export function sendFiles(browser: Browser, url: string, files: Readonly<Record<string, string | Buffer>>) {
  const { payload, headers } = multipart(files);
  return browser.send("POST", url, payload, headers);
}

/** Asks until what is answered is as it should be. */
export async function until<Found>(
  ask: () => Promise<Found>,
  holds: (found: Found) => boolean,
): Promise<Found> {
  for (let tries = 0; tries < 2_000; tries++) {
    const found = await ask();
    if (holds(found)) return found;
    await sleep(50);
  }
  throw new Error("It never came to that.");
}
