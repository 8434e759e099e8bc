import { useEffect, useRef, useState } from "react";

/** What comes over the stream: `src/monitoring/alerts/live-changes.ts`. */
export interface LiveChanges {
  readonly raised: number;
  readonly changed: number;
  readonly alerts: readonly {
    readonly id: string;
    readonly status: string;
    readonly assignee: { readonly id: string; readonly name?: string } | null;
    readonly revision: number;
    readonly found: boolean;
    readonly isNew: boolean;
    readonly by?: { readonly id: string; readonly name?: string; readonly kind: string };
  }[];
}

/** Hears of changes while the page is open. Whether the stream stands: false after it broke, until it is back. */
export function useLive(hear: (changes: LiveChanges) => void): boolean {
  const heard = useRef(hear);
  heard.current = hear;
  const [isUp, setUp] = useState(true);
  useEffect(() => {
    // The browser comes back by itself, and tells the last place it knows.
    const source = new EventSource("/api/alerts/events");
    source.addEventListener("ready", () => setUp(true));
    source.addEventListener("alerts", ({ data }) => heard.current(JSON.parse(data) as LiveChanges));
    source.addEventListener("error", () => setUp(false));
    return () => source.close();
  }, []);
  return isUp;
}
