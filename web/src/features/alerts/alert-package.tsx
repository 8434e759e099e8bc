import { useState } from "react";
import { api, apiErrorOf, client } from "../../api/index.ts";
import { type EvidenceChoice, EvidenceDialog, saveFile } from "../../ui/index.ts";

const findings = {
  name: "findings",
  label: {
    zh: "披露疑点内容（发现了什么、涉及何人）",
    en: "Disclose the findings (what was found, and of whom)",
  },
};

/** Makes the evidence package of an alert: its versions, what was done about it, and the records it rests on. */
export function AlertPackage({ alert }: { readonly alert: string }) {
  const [isAsked, setAsked] = useState(false);
  const params = { path: { id: alert } };
  const choices = api.useQuery("get", "/api/evidence/alerts/{id}", { params }, { enabled: isAsked });
  const make = async ({ personal, ticked }: EvidenceChoice) => {
    const { data, error, response } = await client.POST("/api/evidence/alerts/{id}/package", {
      params,
      body: { findings: ticked.includes(findings.name), personal: [...personal] },
      parseAs: "blob",
    });
    const content: unknown = data;
    if (!(content instanceof Blob)) return apiErrorOf(error).message;
    saveFile(content, response);
    return undefined;
  };
  return (
    <EvidenceDialog
      personal={choices.data?.personal}
      also={[findings]}
      onOpen={() => setAsked(true)}
      make={make}
    />
  );
}
