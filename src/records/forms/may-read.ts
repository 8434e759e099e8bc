import { type Context, Refusal } from "../../platform/index.ts";
import { type RecordFacts, recordResource } from "../record-resources.ts";

/** Whether the person may read a record, for what is shown of it in passing. */
export function mayRead(context: Context, facts: RecordFacts): boolean {
  try {
    context.require("records.read", recordResource(facts));
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === "forbidden") return false;
    throw error;
  }
}
