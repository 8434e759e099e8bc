import type { Language } from "../platform/index.ts";

const zh = `Plumbline 准绳：从公司的业务文件里找出可能虚假的销售，说明理由和下一步核查。

用法
  ./plumbline scan 文件或文件夹…   读取、识别、检测并排序；不需要服务器和数据库
      --map M.yaml         使用已保存的列对应关系
      --save-map M.yaml    保存本次识别出的对应关系，供核对和修改
      --as-of YYYY-MM-DD   以某日为准（默认取数据中不晚于今天的最后一天）
      --lang zh|en         输出语言
      --html F  --pdf F    报告；--json F  --csv F  供程序或表格软件使用
      --refused F          以 CSV 写出未采用的各行及原因
      --strict             遇到第一处问题即停止
      --set 检测器.参数=值  修改检测参数，可重复，如 --set split-order.approvalLimit=3000000
  ./plumbline rank 文件… --id 列 --out 排序.csv
                                   给每一行打分并从最可疑排起，附理由；有检查结果时从中学习
      --labels 列 --positive 值 [--negative 值] [--unlabelled 值]
                           检查结果所在的列，以及其中表示造假、属实、未检查的取值
      --map M.yaml  --seed N  --lang zh|en
      --explain            另加一列：最相近的属实记录
  ./plumbline detectors [名称]      列出或说明检测器
  ./plumbline demo 文件夹 [--seed N] [--sellers N] [--months N]
                                   生成一家演示公司（含已知的造假情节）
  ./plumbline demo --evaluate [--seeds 1,2,3]
                                   在多家演示公司上检验查全率与查准率
  ./plumbline serve                 打开工作台；首次启动给出建立账号的链接（PORT、HOST、PLUMBLINE_DATA、DATABASE_URL）
      --demo               载入演示公司，并为每个角色准备一个登录账号
  ./plumbline import 文件或文件夹…  导入工作台，服务运行与否均可；同一批文件再导入一次不会有任何变化
      --source S           数据来源的名称（默认 files）
      --map M.yaml         使用已保存的列对应关系
      --complete           这些文件就是该来源的全部：缺少的记录视为已消失
      --dry-run            只说明会有什么变化，不写入
  ./plumbline records count         每类记录一行：类别、版本数、记录数
  ./plumbline backup 位置            备份（服务运行与否均可）；位置是已有的文件夹时，在其中新建一份
      --check              试恢复一份备份，核对行数、默克尔根和日志
      --passphrase-file F  以文件第一行的口令加密或解密
  ./plumbline restore 备份 [--data 文件夹]
                                   校验后恢复到空文件夹（设有 DATABASE_URL 时恢复到空库）
  ./plumbline ledger key            账本的验证密钥；ledger restart 在恢复旧备份后另立账本
  ./plumbline ledger anchor deploy  部署链上存证的合约；ledger anchor show 条数 [--rpc 网址] 查验某检查点的存证
  ./plumbline verify 位置           用您从别处取得的密钥核验：账本（文件夹或网址）、证据包、evidence.json 或 .tlog-proof
      --key 密钥 | --policy F   账本的验证密钥，或列有见证方的信任文件
      --authority CA.pem   所信任的时间戳机构证书；--rpc 网址  查验链上存证的节点（不给出则不联网）
  ./plumbline upgrade [--check]     先备份，再把数据库升级到本版本；--check 只说明将做什么
  ./plumbline ledger key|trust       账本的验证密钥；含起止时间的信任文件
  ./plumbline ledger rotate [--overlap 天数]
                                   更换签名密钥，新旧并行签署（默认 30 天）
  ./plumbline ledger rekey --passphrase-file F 或 --key-file F
                                   更换签名密钥的加密方式（先停止服务）

退出码：0 已完成；2 输入无法使用，每个问题一句话；1 程序自身的缺陷；130 被中止。
`;

const en = `Plumbline 准绳 finds sales that are probably false in a company's files, says why, and what to check next.

Usage
  ./plumbline scan FILE-OR-FOLDER…   reads, recognises, tests and ranks; needs no server and no database
      --map M.yaml         use a saved mapping of columns
      --save-map M.yaml    save the mapping that was recognised, to check and correct
      --as-of YYYY-MM-DD   as of a day (default: the last day of the data that is not after today)
      --lang zh|en         language of the output
      --html F  --pdf F    the report;  --json F  --csv F  for programs and spreadsheets
      --refused F          write every refused row with its reason, as CSV
      --strict             stop at the first problem
      --set ID.PARAM=VALUE change a detector's parameter, repeatable: --set split-order.approvalLimit=3000000
  ./plumbline rank FILE… --id COLUMN --out RANKING.csv
                                     scores every row, most suspect first, with reasons; learns from inspections
                                     where there are any
      --labels COLUMN --positive V [--negative V] [--unlabelled V]
                           the column with the results of inspections, and what in it means falsified, honest and
                           not inspected
      --map M.yaml  --seed N  --lang zh|en
      --explain            one column more: the honest row most like it
  ./plumbline detectors [ID]         lists or explains the detectors
  ./plumbline demo DIR [--seed N] [--sellers N] [--months N]
                                     writes a demo company with known schemes in it
  ./plumbline demo --evaluate [--seeds 1,2,3]
                                     recall and precision over several demo companies
  ./plumbline serve                  opens the workbench; the first start prints the link that makes the first
                                     accounts (PORT, HOST, PLUMBLINE_DATA, DATABASE_URL)
      --demo               with the demo company in it and a sign-in per role
  ./plumbline import FILE-OR-FOLDER… into the workbench, whether the server runs or not; the same files again change
                                     nothing
      --source S           what the source is called (default: files)
      --map M.yaml         use a saved mapping of columns
      --complete           the files are all that the source has: what they lack is gone
      --dry-run            tell what would change, and write nothing
  ./plumbline records count          a line a kind: kind, versions, records
  ./plumbline backup PLACE           makes a backup, whether the server runs or not; in a folder that is there, a new one
      --check              restore a backup for trial; compare rows, Merkle roots and the log
      --passphrase-file F  encrypt or decrypt by the first line of a file
  ./plumbline restore BACKUP [--data DIR]
                                     checks it, then restores into an empty folder (with DATABASE_URL: an empty database)
  ./plumbline ledger key             the ledger's verifier key;  ledger restart: a new log after an old backup was restored
  ./plumbline ledger anchor deploy   makes the contract for anchors;  ledger anchor show SIZE [--rpc URL] verifies one
  ./plumbline verify PLACE           with a key that you got elsewhere: a log (folder or address), an evidence package,
                                     evidence.json, or a .tlog-proof
      --key VKEY | --policy F   the log's verifier key, or a trust file that names witnesses
      --authority CA.pem   certificates of the time-stamp authorities that you trust
      --rpc URL            a node of the chain, to look anchors up; without it nothing is asked of anybody
  ./plumbline upgrade [--check]      backs up, then brings the database to this version; --check only says what it would do
  ./plumbline ledger key|trust       the ledger's verifier keys; a trust file with their dates
  ./plumbline ledger rotate [--overlap DAYS]
                                     a new signing key; both sign for a while (default: 30 days)
  ./plumbline ledger rekey --passphrase-file F or --key-file F
                                     another way to encrypt the signing keys (stop the server first)

Exit code: 0 it ran; 2 the input cannot be used, one sentence a problem; 1 a fault of the program; 130 stopped.
`;

export function helpText(language: Language): string {
  return { zh, en }[language];
}
