import type { AddressInfo } from "node:net";
import { buildWeb } from "../../../tools/build-web.mjs";
import { openSetUp, openTestHouse, type TestHouse } from "../../people/index.ts";
import { addWeb } from "../../platform/index.ts";
import { addErasureRoutes } from "../erasure/erasure-routes.ts";
import { erasureJobs, followErasures } from "../erasure/erasures.ts";
import { addHoldRoutes } from "../erasure/hold-routes.ts";
import { erasurePolicies } from "../erasure/parts.ts";
import { subscribe } from "../subscriptions.ts";
import { operationsJobs } from "../system/operations.ts";
import { operationsSettings } from "../system/operations-settings.ts";
import { systemPolicies } from "../system/parts.ts";
import { addSystemRoutes } from "../system/system-routes.ts";
import { roomsOf } from "./rooms.ts";

const rooms = roomsOf({});

export interface TestWebHouse extends TestHouse {
  readonly url: string;
  /** The address that a server prints at its first start. */
  setUpUrl(): Promise<string>;
}

/** A house of all rooms with its pages that listens, for tests in a real browser. */
export async function openTestWebHouse(): Promise<TestWebHouse> {
  const folder = await buildWeb();
  const operations = { settings: operationsSettings.parse(undefined), isEmbedded: true, keys: undefined };
  const house = await openTestHouse({
    rooms: [...rooms.flatMap(({ policies }) => policies ?? []), systemPolicies, erasurePolicies],
    jobs: (parts) => [
      ...rooms.flatMap((room) => room.jobs?.(parts) ?? []),
      ...operationsJobs({ ...parts, ...operations }),
      ...erasureJobs({ ...parts, ...operations }),
    ],
    async addRoutes(http, parts) {
      for (const room of rooms) await room.addRoutes?.(http, parts);
      addSystemRoutes(http, { ...parts, ...operations });
      addErasureRoutes(http, { ...parts, ...operations });
      addHoldRoutes(http, parts);
      subscribe(parts);
      followErasures({ ...parts, ...operations });
      for (const room of rooms) room.schedule?.(parts);
      await addWeb(http, folder);
    },
  });
  await house.http.listen({ host: "127.0.0.1", port: 0 });
  const { port } = house.http.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    ...house,
    url,
    async setUpUrl() {
      const context = house.contexts.contextFor({ kind: "system", id: "system:server" });
      return `${url}/set-up#${await openSetUp(context)}`;
    },
  };
}
