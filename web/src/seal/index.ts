// The seal on a record, an alert, a decision: opens its proof and checks it in the browser. What proves is the library
// of the log itself; it is loaded when a seal is opened.
export { settleAlarm, useLocalAlarm } from "./memory.ts";
export { Seal } from "./seal.tsx";
