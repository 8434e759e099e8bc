import { resolve } from "node:path";
import type { Plugin } from "vite";

const twins = new Set(
  ["tree/sha256", "note/ed25519"].map((path) => resolve(import.meta.dirname, `../src/ledger/${path}.ts`)),
);

/** Takes `x.browser.ts` for those two files of the log's library that need Node (ADR 0404). */
export function browserTwins(): Plugin {
  return {
    name: "plumbline-browser-twins",
    enforce: "pre",
    async resolveId(source, importer, options) {
      if (!/\/(sha256|ed25519)\.ts$/.test(source)) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      if (!found || !twins.has(resolve(found.id))) return null;
      return found.id.replace(/\.ts$/, ".browser.ts");
    },
  };
}
