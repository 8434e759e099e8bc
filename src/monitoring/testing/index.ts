// For tests of other rooms: what a scan reads, typed and loaded, before anything is made of it.
export { readInput } from "../read-input.ts";
