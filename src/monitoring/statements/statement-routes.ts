import type { RoomParts } from "../../people/index.ts";
import type { Http } from "../../platform/index.ts";
import { listRecords } from "../../records/index.ts";
import { house } from "../house.ts";
import { screenStatements, statementScreen } from "./screen-statements.ts";

const most = 500;

/** The company's own statements, screened as a whole: for audit and finance, who read all records. */
export function addStatementRoutes(
  http: Http,
  { visitors, database }: Pick<RoomParts, "visitors" | "database">,
): void {
  const schema = {
    tags: ["statements"],
    summary: "Financial statements by company and year, each with Beneish's M against the year before",
    response: { 200: statementScreen },
  };
  http.get("/api/statements", { schema }, async (request) => {
    (await visitors.contextOf(request)).require("statements.read", house);
    const { rows } = await listRecords(database.reader, {
      kind: "financial-statement",
      sort: "key",
      limit: most,
    });
    return screenStatements(rows);
  });
}
