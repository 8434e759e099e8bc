// Imports one file into an empty house and prints the seconds. `sealed`: until a published checkpoint covers the
// import's event; `unsealed`: rows without commitments, and the event goes nowhere.
import { registerHooks } from "node:module";

const [file = "", how] = process.argv.slice(2);
const isSealed = how === "sealed";
const replaced = ["/src/platform/log/row-leaf.ts", "/src/ledger/tree/compact-range.ts"];
if (!isSealed) {
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      if (!replaced.some((path) => found.url.endsWith(path))) return found;
      return { ...found, url: new URL("./unsealed.ts", import.meta.url).href };
    },
  });
}
const { openTestLedger } = await import("../src/ledger/sealing/sealing-fixture.ts");
const { createContextMaker } = await import("../src/platform/index.ts");
const { importFiles } = await import("../src/records/index.ts");

const house = await openTestLedger();
const { database, events } = house;
const nothing = { append: async () => undefined, committed: () => undefined };
const contexts = createContextMaker({
  database,
  sink: isSealed ? events.sink : nothing,
  access: { require: () => undefined },
});
const context = () => contexts.contextFor({ kind: "system", id: "system:bench" });
const run = { signal: new AbortController().signal, context };
const ledger = isSealed ? await house.open() : undefined;
const started = performance.now();
const result = await importFiles(database, { paths: [file], source: "bench" }, run);
await ledger?.sealedUpTo(0);
const took = (performance.now() - started) / 1_000;
const rows = Object.values(result?.counts ?? {}).reduce((sum, { added }) => sum + added, 0);
process.stdout.write(JSON.stringify({ took, rows }));
await house.close();
