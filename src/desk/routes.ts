import type { RoomParts } from "../people/index.ts";
import type { Http } from "../platform/index.ts";
import { addViewRoutes } from "./views/view-routes.ts";

export function addDeskRoutes(http: Http, parts: RoomParts): void {
  addViewRoutes(http, parts);
}
