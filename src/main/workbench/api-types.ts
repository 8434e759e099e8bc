import { join } from "node:path";
import openapiTypes, { astToString } from "openapi-typescript";
import { describeApi } from "./describe-api.ts";

/** The file that tells the web app what the routes take and answer; made by tools/api-types.mjs. */
export const apiTypesFile = join(import.meta.dirname, "../../../web/src/api/schema.d.ts");

export async function makeApiTypes(): Promise<string> {
  const document = await describeApi();
  const types = await openapiTypes(JSON.stringify(document), { alphabetize: true });
  return `// Made from the server's routes by \`npm run api-types\`; not edited by hand.\n${astToString(types)}`;
}
