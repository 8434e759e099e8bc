import { useState } from "react";
import { api, apiErrorOf, client } from "../../api/index.ts";
import { type EvidenceChoice, EvidenceDialog, saveFile } from "../../ui/index.ts";
import type { RecordView } from "./model.ts";

/** Makes the evidence package of a record with all of its versions. */
export function RecordEvidence({ view }: { readonly view: RecordView }) {
  const [isAsked, setAsked] = useState(false);
  const params = { path: { kind: view.kind, record: view.record } };
  const choices = api.useQuery(
    "get",
    "/api/evidence/records/{kind}/{record}",
    { params },
    { enabled: isAsked },
  );
  const make = async ({ personal }: EvidenceChoice) => {
    const { data, error, response } = await client.POST("/api/evidence/records/{kind}/{record}/package", {
      params,
      body: { versions: "all", personal: [...personal] },
      parseAs: "blob",
    });
    const content: unknown = data;
    if (!(content instanceof Blob)) return apiErrorOf(error).message;
    saveFile(content, response);
    return undefined;
  };
  return <EvidenceDialog personal={choices.data?.personal} onOpen={() => setAsked(true)} make={make} />;
}
