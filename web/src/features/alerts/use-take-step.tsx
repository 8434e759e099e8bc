import { useQueryClient } from "@tanstack/react-query";
import { api, client } from "../../api/index.ts";
import { useTellRefusal } from "../../ui/index.ts";
import type { AlertRow, AlertStep } from "./types.ts";
import { usePatchRows } from "./use-alert-list.ts";

/** Takes a step on one alert or many. Whether it was taken; what the server refuses is told, with what holds now. */
export function useTakeStep() {
  const queries = useQueryClient();
  const patch = usePatchRows();
  const tell = useTellRefusal();
  const { data: people = [] } = api.useQuery("get", "/api/alerts/assignees", {}, { staleTime: 300_000 });
  const personOf = (id: string | null) =>
    id === null ? undefined : (people.find((one) => one.id === id) ?? { id });
  return async (items: readonly Pick<AlertRow, "id" | "revision">[], step: AlertStep): Promise<boolean> => {
    const { data, error } = await client.POST("/api/alerts/actions", {
      body: { items: items.map(({ id, revision }) => ({ id, revision })), step },
    });
    if (data) {
      const assigned = step.kind === "assigned";
      patch(
        new Map(
          data.map(({ id, status, revision, assignee }) => [
            id,
            { status, revision, ...(assigned ? { assignee: personOf(assignee) } : {}) },
          ]),
        ),
      );
    } else tell(error);
    await Promise.all([
      queries.invalidateQueries({ queryKey: ["get", "/api/alerts/{id}"] }),
      queries.invalidateQueries({ queryKey: ["get", "/api/alerts/counts"] }),
    ]);
    return data !== undefined;
  };
}
