// desk: what everybody who works here has at hand: search, files for spreadsheets, saved views. Invariant: it knows
// no business word; what is looked for, listed and saved is the affair of the rooms below.
export { csvLine, csvMark, csvText } from "./files/csv-text.ts";
export {
  type Cell,
  numberCell,
  type TableFormat,
  tableFile,
  tableFormats,
  tableTypes,
} from "./files/table-file.ts";
export { visibleText } from "./files/visible-text.ts";
export { deskHoldings } from "./holdings.ts";
export { deskPolicies } from "./policies.ts";
export { addDeskRoutes } from "./routes.ts";
export { lexeme } from "./search/lexeme.ts";
export { type SearchQuery, searchQuery } from "./search/search-query.ts";
export { searchTerms } from "./search/search-terms.ts";
export { segment } from "./search/segment.ts";

import "./views/tables.ts";
