import type { RoomParts } from "../../people/index.ts";
import type { Http } from "../../platform/index.ts";
import { listRecords } from "../../records/index.ts";
import { house } from "../house.ts";
import { type StatementRecord, screenStatements, statementScreen } from "./screen-statements.ts";

const aPage = 500;

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
    const records: StatementRecord[] = [];
    for (let after: string | undefined; ; ) {
      const asked = { kind: "financial-statement", sort: "key", limit: aPage } as const;
      const { rows, next } = await listRecords(
        database.reader,
        after === undefined ? asked : { ...asked, after },
      );
      records.push(...rows);
      if (next === undefined) return screenStatements(records);
      after = next;
    }
  });
}
