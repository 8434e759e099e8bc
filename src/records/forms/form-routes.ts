import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import type { Http } from "../../platform/index.ts";
import { kinds } from "../kinds/kinds.ts";
import { kindResource } from "../record-resources.ts";
import { formView, permissionsOf, viewForm } from "./form-view.ts";
import { saveForm, saveFormInput } from "./keep-form.ts";
import { may } from "./may-read.ts";
import { addRecordRoutes, kindOf } from "./record-routes.ts";
import { bilingual, kindParams } from "./schemas.ts";
import { ownSeller } from "./seller-field.ts";

const tags = ["forms"];

/** Forms by hand: their definition, and the records entered, corrected and read by them. */
export function addFormRoutes(http: Http, parts: Pick<RoomParts, "visitors">): void {
  const { contextOf } = parts.visitors;

  const one = z.object({
    kind: z.string(),
    title: bilingual,
    mayEnter: z.boolean(),
    mayCorrect: z.boolean(),
    mayDefine: z.boolean(),
  });
  const list = { tags, summary: "Kinds of records and what one may do", response: { 200: z.array(one) } };
  http.get("/api/forms", { schema: list }, async (request) => {
    const context = await contextOf(request);
    const seller = await ownSeller(context.db, context.actor.id);
    return kinds
      .filter(({ name }) => may(context, "records.list", kindResource(name)))
      .map((kind) => ({ kind: kind.name, title: kind.title, ...permissionsOf(context, kind, seller) }));
  });

  const read = {
    tags,
    summary: "The form of a kind",
    params: kindParams,
    response: { 200: formView },
  };
  http.get("/api/forms/:kind", { schema: read }, async (request) =>
    viewForm(await contextOf(request), kindOf(request.params.kind)),
  );

  const save = {
    tags,
    summary: "Change custom fields and layout of a kind's form",
    params: kindParams,
    body: saveFormInput.omit({ kind: true }),
    response: { 200: formView },
  };
  http.put("/api/forms/:kind", { schema: save }, async (request) => {
    const context = await contextOf(request);
    const kind = kindOf(request.params.kind);
    await saveForm(context, { ...request.body, kind: kind.name });
    return viewForm(context, kind);
  });

  addRecordRoutes(http, parts);
}
