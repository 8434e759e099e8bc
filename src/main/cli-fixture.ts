import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("./plumbline.ts", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  /** Standard error without the lines that tell the progress. */
  readonly told: string[];
}

/** A folder with files, and the real command line run in it; its temporary files go to a folder of its own. */
export class CliDesk {
  readonly folder = mkdtempSync(join(tmpdir(), "plumbline-cli-"));
  readonly #temporary = mkdtempSync(join(tmpdir(), "plumbline-cli-tmp-"));

  put(name: string, content: string | Uint8Array): string {
    writeFileSync(join(this.folder, name), content);
    return name;
  }

  text(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    return spawn(process.execPath, [program, ...args], {
      cwd: this.folder,
      env: { PATH: process.env.PATH, TMPDIR: this.#temporary, LANG: "zh_CN.UTF-8", ...env },
    });
  }

  run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return ended(this.start(args, env));
  }

  /** What scans have left behind. */
  get leftBehind(): string[] {
    return readdirSync(this.#temporary);
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
    rmSync(this.#temporary, { recursive: true });
  }
}

const progress =
  /^(已|等待|识别|reading |handed |the server has stopped|another import|\d+ rows (handled|compared)|读取 |识别各列|转换并核对|运行 \d+ 项|检测 |排序并|写出 |准备演示|reading |recognising |typing |running |testing |ranking |writing |preparing )/;

export function ended(child: ReturnType<CliDesk["start"]>): Promise<Ended> {
  let out = "";
  let err = "";
  child.stdout.on("data", (piece) => {
    out += piece;
  });
  child.stderr.on("data", (piece) => {
    err += piece;
  });
  return new Promise((resolve) => {
    child.on("close", (code) => {
      const told = err.split("\n").filter((line) => line !== "" && !progress.test(line));
      resolve({ code, out, told });
    });
  });
}

const header = "订单号,客户编号,客户名称,业务员,下单日期,金额";

/** Plain orders, a seller and a customer each, told apart by the letters of their numbers. */
export function orders(letters: string, count = 120, year = 2025): string {
  const rows = Array.from({ length: count }, (_, i) => {
    const [month, day] = [1 + (i % 12), 1 + (i % 28)].map((n) => String(n).padStart(2, "0"));
    return `${letters}${i},C${i % 7},客户${i % 7},张${i % 5},${year}-${month}-${day},${1_000 + ((i * 7_919) % 9_973)}.5`;
  });
  return `${[header, ...rows].join("\n")}\n`;
}

/** The same sale twice under two numbers, on one day. */
export const bookedTwice = [
  "D1,C3,客户3,张2,2025-05-20,48213.7",
  "D2,C3,客户3,张2,2025-05-20,48213.7",
  "",
].join("\n");
