import type { RoomParts } from "../../people/index.ts";
import { type Http, Refusal } from "../../platform/index.ts";
import { readObservations } from "../../records/index.ts";
import { house } from "../house.ts";
import { createDecider } from "./decider.ts";
import { decision, decisionBody } from "./decision.ts";

/** How programs ask about a deal before it is booked or paid out. Nothing is blocked here: the caller decides. */
export function addDecisionRoutes(http: Http, { visitors, access, database }: RoomParts): void {
  const decider = createDecider({ database });
  http.addHook("onClose", () => decider.close());
  const schema = {
    tags: ["decisions"],
    summary: "Ask about a deal before it is booked; by an API key of scope decisions:ask",
    body: decisionBody,
    response: { 200: decision },
  };
  http.post("/api/decisions", { schema, bodyLimit: 1024 * 1024 }, async (request) => {
    const context = await visitors.contextOf(request);
    context.require("decisions.ask", house);
    const deal = readObservations(access.sourceOf(context.actor) ?? "decisions", request.body);
    if (!deal.some(({ fields }) => named.some((field) => fields[field] !== undefined))) throw noCustomer();
    return decider.ask(context, deal);
  });
}

const named = ["customer_id", "order_id", "invoice_id", "contract_id"];

const noCustomer = () =>
  new Refusal("invalid", {
    zh: "没有一行写明客户编号（customer_id）或所属单据，无从判断。",
    en: "No row names a customer (customer_id) or a document of one, so there is nothing to judge by.",
  });
