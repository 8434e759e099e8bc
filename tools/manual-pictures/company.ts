import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A workbench with the demo company, in a folder of its own that goes with it. */
export interface Company {
  readonly url: string;
  /** The company's own files. */
  readonly files: string;
  /** A few rows of them, to be brought by hand. */
  readonly brought: readonly string[];
  readonly lead: { readonly email: string; readonly password: string };
  /** Where whatever is made on the way may lie. */
  readonly folder: string;
  close(): Promise<void>;
}

/** The order whose amount rises between two imports, as the manual tells it. */
export const changedOrder = "SO251201651";
const port = "8711";

export async function openCompany(root: string): Promise<Company> {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-pictures-"));
  const data = join(folder, "data");
  const files = join(data, "demo", "company");
  const url = `http://127.0.0.1:${port}`;
  const program = join(root, "plumbline");
  const env = { ...process.env, PLUMBLINE_DATA: data, PLUMBLINE_KEYS: join(folder, "keys"), PORT: port };
  const server = spawn(program, ["serve", "--demo"], { env, stdio: ["ignore", "pipe", "ignore"] });
  const close = async () => {
    if (server.exitCode === null) {
      const gone = new Promise((done) => server.once("exit", done));
      server.kill();
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await new Promise<void>((there, failed) => {
      server.once("exit", () => failed(new Error("The server ended.")));
      server.stdout.on("data", (piece) => String(piece).includes(url) && there());
    });
    const made = makeFiles(files, folder);
    for (const state of made.states)
      execFileSync(program, ["import", state, "--source", "crm"], { env, stdio: "ignore" });
    return { url, files, brought: made.brought, lead: leadOf(data), folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function leadOf(data: string): Company["lead"] {
  const people: (Company["lead"] & { role: string })[] = JSON.parse(
    readFileSync(join(data, "demo", "sign-in.json"), "utf8"),
  );
  const lead = people.find(({ role }) => role === "lead-auditor");
  if (!lead) throw new Error("The demo company has no lead auditor.");
  return lead;
}

/** A few rows of some files; and of some orders two states, the second changed in silence. */
function makeFiles(company: string, folder: string) {
  const find = (name: string) => readdirSync(company).find((one) => one.includes(name)) ?? name;
  const rows = (name: string) =>
    readFileSync(join(company, find(name)), "utf8")
      .trimEnd()
      .split("\n");
  const write = (sub: string, name: string, lines: readonly string[]) => {
    mkdirSync(join(folder, sub), { recursive: true });
    const path = join(folder, sub, find(name));
    writeFileSync(path, `${lines.join("\n")}\n`);
    return path;
  };
  const brought = [
    write("brought", "回款", rows("回款").slice(0, 301)),
    write("brought", "合同", rows("合同").slice(0, 6)),
    write("brought", "销售订单", rows("销售订单").slice(0, 401)),
  ];
  const [head = "", ...orders] = rows("销售订单");
  const place = orders.findIndex((line) => line.startsWith(`${changedOrder},`));
  const few = orders.slice(place - 3, place + 1);
  write("before", "销售订单", [head, ...few]);
  write("after", "销售订单", [head, ...few.map((line) => changed(head, line))]);
  return { brought, states: [join(folder, "before"), join(folder, "after")] };
}

const put: Readonly<Record<string, string>> = {
  最后修改时间: "2025-12-31 23:40:12",
  最后修改人: "HL230050",
  不含税金额: "27566.40",
  价税合计: "31150.00",
};

function changed(head: string, line: string): string {
  if (!line.startsWith(`${changedOrder},`)) return line;
  const columns = head.replace("\uFEFF", "").split(",");
  return line
    .split(",")
    .map((cell, i) => put[columns[i] ?? ""] ?? cell)
    .join(",");
}
