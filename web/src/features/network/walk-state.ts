import { useMemo } from "react";
import { useParams, useSearchParams } from "react-router";
import type { NodeKind } from "./types.ts";

export interface Walk {
  readonly kind: NodeKind;
  readonly id: string;
  readonly hops: number;
  readonly trade: boolean;
  /** Nodes that were opened, `kind:id`, in that order. */
  readonly open: readonly string[];
  /** As the address and the server write them. */
  readonly openText: string;
  set(next: { readonly hops?: number; readonly trade?: boolean; readonly open?: readonly string[] }): void;
}

const written = (keys: readonly string[]) => keys.map(encodeURIComponent).join(",");

function read(text: string): string[] {
  return text.split(",").flatMap((one) => {
    try {
      return one === "" ? [] : [decodeURIComponent(one)];
    } catch {
      return [];
    }
  });
}

/** Where one has walked stands in the address: it can be sent, kept and gone back to. */
export function useWalk(): Walk {
  const { kind = "customer", id = "" } = useParams();
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const open = read(params.get("open") ?? "");
    const hops = Math.min(3, Math.max(1, Number(params.get("hops") ?? 1) || 1));
    return {
      kind: kind as NodeKind,
      id,
      hops,
      trade: params.get("trade") !== "hidden",
      open,
      openText: written(open),
      set(next) {
        const changed = new URLSearchParams(params);
        const put = (name: string, value: string) =>
          value === "" ? changed.delete(name) : changed.set(name, value);
        if (next.hops !== undefined) put("hops", next.hops === 1 ? "" : String(next.hops));
        if (next.trade !== undefined) put("trade", next.trade ? "" : "hidden");
        if (next.open !== undefined) put("open", written(next.open));
        setParams(changed, { replace: true });
      },
    };
  }, [kind, id, params, setParams]);
}

export const pathOf = ({ kind, id }: { readonly kind: string; readonly id: string }) =>
  `/network/${kind}/${encodeURIComponent(id)}`;
