/** What the package says of itself, in both languages. It never says that anything cannot be altered. */
export const packageWords = {
  brand: { zh: "准绳 Plumbline", en: "Plumbline 准绳" },
  title: { zh: "电子数据证据说明", en: "Evidence report" },
  meaning: [
    {
      zh: "本说明所列内容在封存之后如有任何改动、增删或调换，均可被核验程序发现（即防篡改、可察觉：改动会留下可核验的痕迹，但不表示改动在技术上绝无可能）。封存证明内容自封存之时起未变，不证明内容本身真实；来源数据是否属实，须结合其他证据判断。",
      en: "Any change, addition, removal or exchange after sealing is found by verification (tamper-evident: a change is seen, which does not mean that it is impossible). Sealing shows that the contents are unchanged since they were sealed. It does not show that they are true: whether the source was right has to be judged by other evidence too.",
    },
    {
      zh: "本说明供阅读；证据以同包的 evidence.json 为准。请勿仅凭本说明或包内的核验网页下结论：验证密钥和核验程序都应从别处取得（见“如何核验”）。",
      en: "This report is for reading; the evidence is evidence.json in the same package. Rely neither on this report nor on the page of the package alone: get the verifier key and the verifier from elsewhere (see “How to verify”).",
    },
  ],
  items: { zh: "一、证据内容", en: "1 What is disclosed" },
  sealing: { zh: "二、封存与证明", en: "2 Sealing and proof" },
  environment: { zh: "三、采集、存储与提取环境", en: "3 Environment of collection, storage and extraction" },
  completeness: { zh: "四、完整性", en: "4 Completeness" },
  law: { zh: "五、供审查参考的规定", en: "5 Rules that this report is laid out by" },
  verify: { zh: "六、如何核验", en: "6 How to verify" },
  sealingIntro: {
    zh: "每一项先由其批次的默克尔根封存，该根写入日志的一条事件；事件位于默克尔日志（RFC 6962、C2SP tlog-tiles）之中，日志由签名的检查点固定。逐项的路径在 evidence.json 中。",
    en: "Each item is sealed by the Merkle root of its batch, which stands in one event of the log; the event is in a Merkle log (RFC 6962, C2SP tlog-tiles) that signed checkpoints fix. The paths of every item are in evidence.json.",
  },
  environmentIntro: [
    {
      zh: "采集：系统读取来源系统导出的文件或人工录入的表单，按原样保存每一行；同一记录的每次变化另存为一个版本，不覆盖以前的版本。导入文件的名称与 SHA-256 在导入时封存，可在“证据内容”中的导入事件里核对。",
      en: "Collection: the system reads files exported from source systems, or forms filled in by people, and keeps each row as it stood. Every change of a record is a further version; earlier ones are never overwritten. Names and SHA-256 of imported files were sealed with the import: see the events of imports among the items.",
    },
    {
      zh: "存储：版本保存在只增不改的数据表中；值与盐和日志分开保存，日志只含承诺（HMAC-SHA256）而不含个人信息。系统定期把数据表与日志互相核对，发现不符即告警。",
      en: "Storage: versions are kept in tables that only grow; values and salts lie apart from the log, which holds commitments (HMAC-SHA256) and no personal data. The system regularly checks tables and log against each other and raises an alarm on any difference.",
    },
    {
      zh: "提取：本证据由下列操作者在下列时间用下列软件提取；提取本身也是日志的一条事件，封存了全部披露内容与本说明所依据的陈述。",
      en: "Extraction: the operator below extracted this evidence at the time and with the software below. The extraction is itself an event of the log, which seals everything that is disclosed and the statements that this report rests on.",
    },
  ],
  completenessIntro: [
    {
      zh: "“未披露”的字段在封存时存在，但本次没有出示；“已删除”的字段依法或按期限销毁了值与盐，封存的摘要仍在，任何人都无法再还原其值。所列路径只证明所出示的内容在日志之中，不证明日志里没有其他相关内容；需要时可申请核对整个日志。",
      en: "Fields that are “not disclosed” were sealed and are not shown here. Of fields that are “erased” the values and salts were destroyed, by law or after their term; the sealed digests remain, and nobody can restore the values. The paths show that what is disclosed is in the log, not that the log holds nothing else on the matter; the log as a whole can be examined where that is needed.",
    },
  ],
  lawItems: [
    {
      zh: "《最高人民法院关于互联网法院审理案件若干问题的规定》（法释〔2018〕16号）第十一条：电子签名、可信时间戳、哈希值校验、区块链等收集、固定和防篡改的技术手段。对应本说明第二部分。",
      en: "Provisions of the Supreme People's Court on internet courts (Fa Shi [2018] No. 16), article 11: electronic signatures, trusted time stamps, hash values, blockchain and similar means. See part 2.",
    },
    {
      zh: "《人民法院在线诉讼规则》（法释〔2021〕12号）第十六条至第十九条：区块链技术存储的电子数据的效力、上链后与上链前数据真实性的审查。日志在封存之前发生的事不由封存证明，对应本说明首页的说明。",
      en: "Rules of online litigation of the people's courts (Fa Shi [2021] No. 12), articles 16 to 19: data kept by such means, and how its truth after and before storing is examined. What happened before sealing is not shown by sealing; see the first page.",
    },
    {
      zh: "《最高人民法院关于民事诉讼证据的若干规定》（法释〔2019〕19号）第九十三条、第九十四条：审查电子数据所依赖的系统环境、保存与传输、完整性、提取主体与方法。对应本说明第三、四部分。",
      en: "Provisions of the Supreme People's Court on evidence in civil procedure (Fa Shi [2019] No. 19), articles 93 and 94: the system and its environment, keeping and transfer, completeness, and who extracted the data and how. See parts 3 and 4.",
    },
    {
      zh: "以上仅说明编排依据；能否采信由审理机关认定。",
      en: "This tells only what the report is laid out by; whether the evidence is accepted is for the court to decide.",
    },
  ],
  steps: [
    {
      zh: "从别处取得日志的验证密钥或其指纹：向出具方的审计部门书面索取，或向见证方、外部审计、与出具方无利害关系的持有人索取。不要采用本证据包自带的密钥，除非其指纹与从别处取得的一致。",
      en: "Get the log's verifier key, or its fingerprint, from elsewhere: in writing from the audit department of whoever issued this, or from a witness, an outside auditor, or another holder with no interest in the matter. Do not use the key in this package unless its fingerprint is the one you were given elsewhere.",
    },
    {
      zh: "从别处取得核验程序：自行从准绳的发行处取得软件，或按公开的格式说明（plumbline-evidence/1、C2SP tlog-proof、RFC 6962、RFC 3161）另行实现。运行：./plumbline verify 证据包.zip --key 验证密钥（要求见证方联署时用 --policy 信任文件）。",
      en: "Get the verifier from elsewhere: take Plumbline from where it is published, or write your own by the public descriptions (plumbline-evidence/1, C2SP tlog-proof, RFC 6962, RFC 3161). Run: ./plumbline verify PACKAGE.zip --key VKEY (with --policy FILE to demand witnesses).",
    },
    {
      zh: "不便安装时，可在断网的浏览器中打开 check.html，放入 evidence.json，输入从别处取得的密钥或指纹。该网页来自本证据包，只供初步查看；正式核验请用从别处取得的程序。",
      en: "Where nothing can be installed, open check.html in a browser without a network, drop evidence.json on it and enter the key or fingerprint that you got elsewhere. The page comes with the package and is for a first look; for a formal examination use a verifier from elsewhere.",
    },
    {
      zh: "proofs 文件夹中的 .tlog-proof 文件可由任何支持 C2SP tlog-proof 的程序逐条核验；时间戳可用 openssl ts -verify 核验。",
      en: "The .tlog-proof files in the folder proofs can be verified one by one with any program that knows C2SP tlog-proof; time stamps with openssl ts -verify.",
    },
  ],
} as const;
