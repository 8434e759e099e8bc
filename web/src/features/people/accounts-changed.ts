import { queryClient, refreshSession } from "../../api/index.ts";

/** After every act on an account: it may have been one's own, and roles may have moved. */
export async function accountsChanged(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ["get", "/api/accounts"] }),
    refreshSession(),
  ]);
}
