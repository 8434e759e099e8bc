import { api } from "../api/index.ts";
import type { Bilingual } from "../ui/index.ts";

export type SealState = "sealed" | "waiting" | "stopped" | "broken";

const lookAgain = 2_000;

/** Whether an entry lies under a published checkpoint; asked again while it does not. `undefined`: nothing is known. */
export function useSealState(entry: number | undefined): {
  readonly state: SealState | undefined;
  readonly stopped: Bilingual | undefined;
} {
  const isSealedAt = (below: number | undefined) =>
    entry !== undefined && below !== undefined && entry < below;
  const { data } = api.useQuery(
    "get",
    "/api/ledger/head",
    {},
    {
      staleTime: 60_000,
      retry: false,
      refetchInterval: ({ state: { data: head, error } }) =>
        error || isSealedAt(head?.sealedBelow) ? false : lookAgain,
    },
  );
  if (!data) return { state: undefined, stopped: undefined };
  const stopped = data.stopped ?? undefined;
  if (isSealedAt(data.sealedBelow)) return { state: "sealed", stopped };
  return { state: stopped ? "stopped" : "waiting", stopped };
}
