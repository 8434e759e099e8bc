// Writes web/src/api/schema.d.ts, what the web app knows of the server's routes. Run after every change of a route.
import { writeFileSync } from "node:fs";
import { apiTypesFile, makeApiTypes } from "../src/main/workbench/api-types.ts";

writeFileSync(apiTypesFile, await makeApiTypes());
