import { Figure, useLanguage } from "../../ui/index.ts";
import type { Total } from "./types.ts";

/** How many there are, or more than so many. */
export function TotalText({ total }: { readonly total: Total }) {
  const isChinese = useLanguage() === "zh";
  const count = <Figure value={total.count} />;
  if (isChinese) return total.isExact ? <>共 {count} 条</> : <>超过 {count} 条</>;
  if (!total.isExact) return <>more than {count} records</>;
  return (
    <>
      {count} {total.count === 1 ? "record" : "records"}
    </>
  );
}
