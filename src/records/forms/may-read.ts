import type { Resource } from "../../people/index.ts";
import { type Context, Refusal } from "../../platform/index.ts";
import { type RecordFacts, recordResource } from "../record-resources.ts";

/** Whether the person may, for what is shown or offered in passing. */
export function may(context: Context, action: string, resource: Resource): boolean {
  try {
    context.require(action, resource);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === "forbidden") return false;
    throw error;
  }
}

export function mayRead(context: Context, facts: RecordFacts): boolean {
  return may(context, "records.read", recordResource(facts));
}
