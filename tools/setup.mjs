// Installs what the lock file names, once: a stamp in node_modules holds the lock file's hash.
// Runs on any Node >= 20, before anything is installed, so it imports nothing but Node itself.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const stamp = join(root, "node_modules", ".plumbline-setup");
const wanted = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  process.stderr.write(
    "Setting up Plumbline (once; needs the npm registry) … / 正在安装 Plumbline（仅首次）……\n",
  );
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const run = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (run.status !== 0) {
    process.stderr.write(
      "Set-up failed: npm ci did not finish. Check the connection to your npm registry and try again.\n",
    );
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}
