import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Browser, openTestHouse, type TestHouse } from "../../people/index.ts";
import { deskPolicies } from "../policies.ts";
import { addDeskRoutes } from "../routes.ts";

let house: TestHouse;
let lead: Browser;
let auditor: Browser;
let seller: Browser;
let admin: Browser;

beforeAll(async () => {
  house = await openTestHouse({ rooms: [deskPolicies], addRoutes: addDeskRoutes });
  lead = await house.signedIn(["lead-auditor"]);
  auditor = await house.signedIn(["auditor"]);
  seller = await house.signedIn(["salesperson"]);
  admin = await house.signedIn(["administrator"]);
});
afterAll(() => house?.close());

const definition = {
  search: "华信",
  filters: [{ field: "gross", op: "from", value: "100000" }],
  gone: "without",
  columns: ["order_id", "gross"],
  sort: "gross",
  descending: true,
};

let names = 0;
async function saved(browser: Browser, name = `大额订单 ${++names}`) {
  const { status, body } = await browser.send("POST", "/api/views", { name, kind: "order", definition });
  expect(status).toBe(201);
  return body;
}
const namesOf = async (browser: Browser, kind = "order") =>
  (await browser.send("GET", `/api/views?kind=${kind}`)).body.map(({ name }: { name: string }) => name);

describe("a saved view", () => {
  test("is there for its owner alone, as it was saved, under its kind", async () => {
    await house.told();
    const view = await saved(auditor);
    expect(view).toMatchObject({ kind: "order", definition, isMine: true, isShared: false, version: 1 });
    expect(await namesOf(auditor)).toContain(view.name);
    expect(await namesOf(auditor, "invoice")).toEqual([]);
    expect(await namesOf(lead)).not.toContain(view.name);
    expect(await house.told()).toContain("view.saved");
  });

  test("has a name of its own among the owner's", async () => {
    const { name } = await saved(auditor);
    const again = await auditor.send("POST", "/api/views", { name, kind: "order", definition });
    expect(again.status).toBe(409);
    await saved(lead, name);
    const other = await saved(auditor);
    expect((await auditor.send("PUT", `/api/views/${other.id}/name`, { name })).status).toBe(409);
    const renamed = await auditor.send("PUT", `/api/views/${other.id}/name`, { name: `${name} 新` });
    expect(renamed.body.name).toBe(`${name} 新`);
  });

  test("is not saved over what somebody has not seen", async () => {
    const { id } = await saved(auditor);
    const next = { version: 1, definition: { ...definition, sort: "key" } };
    const once = await auditor.send("PUT", `/api/views/${id}`, next);
    expect(once.body).toMatchObject({ version: 2, definition: { sort: "key" } });
    expect((await auditor.send("PUT", `/api/views/${id}`, next)).status).toBe(409);
  });

  test("is shown to all who read records when the lead auditor shares it, and taken back", async () => {
    const { id, name } = await saved(lead);
    await lead.send("PUT", `/api/views/${id}/sharing`, { isShared: true });
    expect(await namesOf(auditor)).toContain(name);
    expect(await namesOf(seller)).toContain(name);
    expect((await auditor.send("GET", "/api/views?kind=order")).body).toContainEqual(
      expect.objectContaining({ id, isMine: false, isShared: true }),
    );
    await lead.send("PUT", `/api/views/${id}/sharing`, { isShared: false });
    expect(await namesOf(auditor)).not.toContain(name);
  });

  test("is changed, renamed and deleted by its owner alone, and shared by no other role", async () => {
    const { id } = await saved(auditor);
    expect((await lead.send("PUT", `/api/views/${id}`, { version: 1, definition })).status).toBe(403);
    expect((await lead.send("PUT", `/api/views/${id}/name`, { name: "x" })).status).toBe(403);
    expect((await lead.send("DELETE", `/api/views/${id}`)).status).toBe(403);
    expect((await auditor.send("PUT", `/api/views/${id}/sharing`, { isShared: true })).status).toBe(403);
    expect((await auditor.send("DELETE", `/api/views/${id}`)).status).toBe(204);
    expect((await auditor.send("DELETE", `/api/views/${id}`)).status).toBe(404);
  });

  test("is nothing for the administrator", async () => {
    expect((await admin.send("GET", "/api/views")).status).toBe(403);
    expect((await admin.send("POST", "/api/views", { name: "x", kind: "order", definition })).status).toBe(
      403,
    );
  });
});
