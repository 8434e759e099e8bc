import { useEffect, useState } from "react";
import { api } from "../../api/index.ts";
import type { ImportRow, Job } from "./types.ts";

/** Of a job that has been asked for and not yet been heard of. */
export const notBegun: Omit<Job, "id"> = { state: "waiting", percent: 0 };

const isOver = ({ state }: Pick<Job, "state">) => state !== "waiting" && state !== "running";

/** The upload with its jobs, looked at again while one of them is under way. */
export function useUpload(id: string) {
  return api.useQuery(
    "get",
    "/api/uploads/{id}",
    { params: { path: { id } } },
    {
      refetchInterval: ({ state: { data } }) => {
        const jobs = [data?.preview?.job, data?.dryRun?.job].filter((job) => job !== undefined);
        return jobs.every(isOver) ? false : 600;
      },
    },
  );
}

export type Link = "open" | "broken";

const comeBack = 1_500; // milliseconds

/** How far an import is, as the server tells it; a broken line is mended by itself, also after the server's restart. */
export function useImportEvents(id: string, isLive: boolean, onRow: (row: ImportRow) => void): Link {
  const [link, setLink] = useState<Link>("open");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the listener is a new one at each render, the line is not
  useEffect(() => {
    if (!isLive) return;
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource(`/api/imports/${id}/events`);
      source.onmessage = ({ data }) => {
        setLink("open");
        const row = JSON.parse(data) as ImportRow;
        onRow(row);
        if (isOver(row)) source?.close();
      };
      source.onerror = () => {
        setLink("broken");
        source?.close();
        timer = setTimeout(open, comeBack);
      };
    };
    open();
    return () => {
      source?.close();
      clearTimeout(timer);
    };
  }, [id, isLive]);
  return link;
}
