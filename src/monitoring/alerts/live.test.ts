import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "../../people/index.ts";
import { aFinding, openTestAlerts, type TestAlerts } from "./test-alerts.ts";

let house: TestAlerts;
let url: string;
let auditor: Browser & { readonly id: string };

beforeAll(async () => {
  house = await openTestAlerts();
  url = await house.http.listen({ port: 0, host: "127.0.0.1" });
  auditor = await house.signedIn(["auditor"], "E001");
});
afterAll(() => house?.close());

interface Told {
  readonly id: string;
  readonly event: string;
  readonly data: {
    raised?: number;
    changed?: number;
    alerts?: { id: string; status: string; by?: { name: string; kind: string } }[];
  };
}

/** What comes over the stream, message by message. */
async function listen(who: Browser, lastId?: string) {
  const controller = new AbortController();
  const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const response = await fetch(`${url}/api/alerts/events`, {
    headers: { cookie, ...(lastId ? { "last-event-id": lastId } : {}) },
    signal: controller.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    response,
    async next(): Promise<Told | undefined> {
      for (;;) {
        const end = text.indexOf("\n\n");
        if (end >= 0) {
          const fields = new Map(
            text
              .slice(0, end)
              .split("\n")
              .map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]),
          );
          text = text.slice(end + 2);
          if (!fields.has("event")) continue;
          return {
            id: fields.get("id") ?? "",
            event: fields.get("event") ?? "",
            data: JSON.parse(fields.get("data") ?? "{}"),
          };
        }
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done) return undefined;
        text += value;
      }
    },
    close: () => controller.abort(),
  };
}

describe("the stream of alerts", () => {
  test("tells what is raised and what people do, with who did it", async () => {
    const stream = await listen(auditor);
    expect(stream.response.headers.get("content-type")).toMatch(/event-stream/);
    expect((await stream.next())?.event).toBe("ready");
    const alert = (await house.find(aFinding("L-1"), aFinding("L-2"))).get("L-1");
    expect((await stream.next())?.data).toMatchObject({ raised: 2, changed: 0 });
    const lead = await house.signedIn(["lead-auditor"], "E002");
    await lead.send("POST", "/api/alerts/actions", {
      items: [{ id: alert, revision: 0 }],
      step: { kind: "reviewed" },
    });
    const told = await stream.next();
    expect(told?.data).toMatchObject({
      raised: 0,
      changed: 1,
      alerts: [{ id: alert, status: "in-review", by: { id: lead.id, kind: "reviewed" } }],
    });
    stream.close();
    // Cut off here, and something happens: coming back with the last id tells just that.
    const step = { items: [{ id: alert, revision: 1 }], step: { kind: "confirmed", reason: "属实" } };
    await lead.send("POST", "/api/alerts/actions", step);
    const again = await listen(auditor, told?.id);
    expect((await again.next())?.event).toBe("ready");
    expect((await again.next())?.data.alerts).toMatchObject([{ id: alert, status: "confirmed" }]);
    again.close();
  });

  test("says nothing of alerts that the listener may not see", async () => {
    const subject = await house.signedIn(["auditor"], "E050");
    const stream = await listen(subject);
    await stream.next();
    const hidden = aFinding("L-3", { subjects: ["E050"] });
    await house.find(hidden);
    const alerts = await house.find(hidden, aFinding("L-4", { subjects: ["E060"] }));
    let told = "";
    while (!told.includes(alerts.get("L-4") ?? "?")) told += JSON.stringify(await stream.next());
    expect(told).not.toContain(alerts.get("L-3"));
    stream.close();
  });

  test("ends when the listener may listen no longer", async () => {
    const leaving = await house.signedIn(["auditor"], "E070");
    const stream = await listen(leaving);
    await stream.next();
    await leaving.send("POST", "/api/sign-out");
    await house.find(aFinding("L-5"));
    expect(await stream.next()).toBeUndefined();
  });
});
