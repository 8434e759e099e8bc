import { addPeopleRoutes, peopleSettings, type RoomParts } from "../../people/index.ts";
import { createHttp, createLogger, createMetrics, type Http } from "../../platform/index.ts";
import { addErasureRoutes } from "../erasure/erasure-routes.ts";
import { addHoldRoutes } from "../erasure/hold-routes.ts";
import { operationsSettings } from "../system/operations-settings.ts";
import { addSystemRoutes } from "../system/system-routes.ts";
import { version } from "../version.ts";
import { roomsOf } from "./rooms.ts";

/** The OpenAPI document of every route of the house, made without a database and without listening. */
export async function describeApi(): Promise<object> {
  const http = await createHttp({
    log: createLogger({ level: "silent" }),
    metrics: await createMetrics(),
    health: async () => ({ status: "ok", database: "unreachable" }),
    version,
  });
  await addAllRoutes(http);
  await http.ready();
  return http.swagger();
}

async function addAllRoutes(http: Http): Promise<void> {
  const { database, access, contexts } = absentParts;
  const settings = peopleSettings.parse(undefined);
  const visitors = addPeopleRoutes(http, { database, access, contexts, settings, secret: "-".repeat(43) });
  for (const room of roomsOf({})) await room.addRoutes?.(http, { ...absentParts, visitors });
  const operations = { settings: operationsSettings.parse(undefined), isEmbedded: true };
  addSystemRoutes(http, { ...absentParts, ...operations, visitors });
  addErasureRoutes(http, { ...absentParts, ...operations, visitors, keys: undefined });
  addHoldRoutes(http, { visitors });
}

/** Nothing is asked of them while routes are registered, and no route is called. */
const absent = (name: string): never =>
  new Proxy(
    {},
    {
      get(_, key) {
        if (typeof key === "symbol" || key === "then") return undefined;
        return () => {
          throw new Error(`${name}.${key} is asked while the API is only described.`);
        };
      },
    },
  ) as never;

const absentParts: Omit<RoomParts, "visitors"> = {
  database: absent("database"),
  access: absent("access"),
  contexts: absent("contexts"),
  events: absent("events"),
  jobs: absent("jobs"),
  data: "/nonexistent",
};
