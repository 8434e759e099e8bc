import { readFileSync } from "node:fs";

/** The page's own style sheets, in the order they apply. */
export const styles = ["base", "parts", "findings", "screens"]
  .map((name) => readFileSync(new URL(`./styles/${name}.css`, import.meta.url), "utf8"))
  .join("\n");
