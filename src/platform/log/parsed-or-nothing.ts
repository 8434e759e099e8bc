/** What is no JSON, or was changed behind our back so that it is none any more, is nothing that a schema takes. */
export function parsedOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
