// For tests of other rooms: a company whose orders are known to be false or not, and what a scan reads, typed and loaded,
// before anything is made of it.
export { judgeOrders, rankedCompany } from "../ranking/ranking-fixture.ts";
export { readInput } from "../read-input.ts";
