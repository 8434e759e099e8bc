import { api } from "../../api/index.ts";

/** The kinds that the person may list; their form does not change while the page stands. */
export function useKinds() {
  return api.useQuery("get", "/api/kinds", {}, { staleTime: 30_000 });
}
