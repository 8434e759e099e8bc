import { defineConfig } from "vitest/config";
import { browserTwins } from "./web/browser-twins.ts";

const library = "src/ledger/{checkpoint,encoding,evidence,note,policy,proof,tiles,tree}/**/*.test.ts";

export default defineConfig({
  test: {
    pool: "forks",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What is waited for comes when it comes: a second is too short on a busy machine.
    expect: { poll: { timeout: 60_000 } },
    reporters: ["default"],
    projects: [
      {
        extends: true,
        test: { name: "house", include: ["src/**/*.test.ts", "web/src/**/*.test.ts"] },
      },
      {
        // The log's library once more, with what stands in for Node where it checks proofs in a page.
        extends: true,
        plugins: [browserTwins()],
        test: { name: "ledger as in browsers", include: [library, "src/ledger/fuzz.test.ts"] },
      },
    ],
  },
});
