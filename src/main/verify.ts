import { readFile, stat } from "node:fs/promises";
import {
  hashLeaf,
  LedgerError,
  openLogSource,
  type Policy,
  parsePolicy,
  parseTlogProof,
  verifyLog,
  verifyTlogProof,
} from "../ledger/index.ts";
import { type Language, Refusal } from "../platform/index.ts";
import { readArguments } from "./arguments.ts";
import { showProgress } from "./progress.ts";
import { evidenceKind, verifyEvidenceFile } from "./verify-evidence-file.ts";

/** Verifies a whole log, one proof, or evidence, with nothing but the key that the reader brings. */
export async function verifyCommand(args: readonly string[], language: Language): Promise<void> {
  const { positionals, values } = readArguments(
    args,
    {
      key: { type: "string" },
      policy: { type: "string" },
      authority: { type: "string" },
      rpc: { type: "string" },
    },
    1,
  );
  const [place] = positionals;
  if (place === undefined) throw noPlace();
  const policy = await policyOf(values);
  const isFile = !/^https?:\/\//.test(place) && (await stat(place).catch(() => undefined))?.isFile();
  if (isFile) {
    const bytes = await readFile(place);
    if (evidenceKind(bytes) === undefined) return verifyProof(bytes, place, policy, language);
    return verifyEvidenceFile(bytes, {
      path: place,
      policy,
      authority: values.authority,
      rpc: values.rpc,
      language,
    });
  }
  const progress = showProgress(language);
  try {
    const { checkpoint, cosigners, firstIndex } = await verifyLog(openLogSource(place), {
      policy,
      onProgress: (entries, size) =>
        progress.show({ zh: "正在验证账本", en: "verifying the log" }, entries / size),
    });
    progress.done();
    const { origin, size, root } = checkpoint;
    const who =
      cosigners.length === 0
        ? { zh: "无", en: "none" }
        : { zh: cosigners.join("、"), en: cosigners.join(", ") };
    const from =
      firstIndex === 0
        ? { zh: "", en: "" }
        : { zh: `（自第 ${firstIndex} 条起）`, en: ` (from index ${firstIndex})` };
    process.stdout.write(
      {
        zh: `账本完整：${origin}，${size} 条${from.zh}，根 ${hex(root)}；联署的见证方：${who.zh}。\n`,
        en: `The log is whole: ${origin}, ${size} entries${from.en}, root ${hex(root)}; cosigned by: ${who.en}.\n`,
      }[language],
    );
  } finally {
    progress.done();
  }
}

async function verifyProof(
  bytes: Uint8Array,
  path: string,
  policy: Policy,
  language: Language,
): Promise<void> {
  try {
    const { extra } = parseTlogProof(bytes);
    if (!extra) throw noEntry(path);
    const { index, checkpoint } = verifyTlogProof(bytes, hashLeaf(extra), policy);
    process.stdout.write(
      {
        zh: `证明有效：该条目是 ${checkpoint.origin} 的第 ${index} 条（检查点含 ${checkpoint.size} 条）。条目内容：\n`,
        en: `The proof holds: this is entry ${index} of ${checkpoint.origin} (checkpoint of size ${checkpoint.size}). The entry:\n`,
      }[language],
    );
    process.stdout.write(`${Buffer.from(extra).toString("utf8")}\n`);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    throw new Refusal("conflict", {
      zh: `${path} 中的证明不成立（${error.code}）：${reasons[error.code] ?? "格式不正确"}。`,
      en: `The proof in ${path} does not hold: ${error.message}`,
    });
  }
}

const reasons: Readonly<Record<string, string>> = {
  "bad-proof": "条目或证明路径被改动过",
  "bad-signature": "检查点或签名被改动过",
  "no-signature": "检查点不是由所给密钥签署的",
  "out-of-range": "条目序号超出检查点的范围",
  "quorum-not-met": "见证方的联署不足",
};

async function policyOf({
  key,
  policy,
}: {
  readonly key?: string | undefined;
  readonly policy?: string | undefined;
}) {
  if ((key === undefined) === (policy === undefined)) throw oneTrust();
  const text = key === undefined ? await readFile(String(policy)) : Buffer.from(`log ${key}\nquorum none\n`);
  try {
    return parsePolicy(text);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    throw new Refusal("invalid", {
      zh: `${key === undefined ? "--policy" : "--key"} 无法使用：${error.message}`,
      en: `${key === undefined ? "--policy" : "--key"} cannot be used: ${error.message}`,
    });
  }
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

const noPlace = () =>
  new Refusal("invalid", {
    zh: "请指明要验证的账本文件夹、网址或证明文件：./plumbline verify 位置 --key 验证密钥。",
    en: "Name the log's folder or address, or a proof: ./plumbline verify PLACE --key VKEY.",
  });

const oneTrust = () =>
  new Refusal("invalid", {
    zh: "请用 --key 给出验证密钥，或用 --policy 给出信任文件（二者取一）。密钥不能取自被验证的账本本身。",
    en: "Give the verifier key by --key or a trust file by --policy, one of them. It must not come from the log that is to be verified.",
  });

const noEntry = (path: string) =>
  new Refusal("invalid", {
    zh: `${path} 不含条目内容，无法单独验证。`,
    en: `${path} does not hold the entry itself, so it cannot be verified alone.`,
  });
