export const words = {
  zh: {
    title: "封存与核验",
    checking: "正在这个浏览器里核验……",
    holds: "封存完好",
    holdsLead: (ms: string) => `内容与封存时逐字一致。证明由这个浏览器自己推算，用时 ${ms} 毫秒。`,
    broken: "与封存不符",
    brokenLead: "已报告给审计人员，并记在这个浏览器里。请勿继续使用这项内容，先查明原因。",
    strange: "签名的密钥不是这个浏览器认识的那一个",
    strangeLead:
      "可能是更换过密钥或另立了账本，也可能是账本被调换。请当面或书面向审计负责人核对下面的新密钥；核对无误再信任它。",
    knownKey: "以前认识的",
    newKey: "现在签名的",
    trust: "已核对，信任新密钥",
    waiting: "尚未封存",
    waitingLead: "刚刚写入，通常几秒内封存；此页会自动更新。",
    stopped: "封存已停止",
    again: "重新核验",
    content: "内容",
    contentHeld: (shown: number) => `${shown} 项内容与封存时的承诺（HMAC-SHA256）相符。`,
    withheld: (n: number) => `另有 ${n} 项个人信息或自由文字未披露，不影响证明。`,
    erased: (n: number) => `${n} 项已依法删除，只留下承诺。`,
    noValues: "事件本身就是封存的内容。",
    batch: "批次",
    inBatch: (rows: string, hashes: number) => `是该批 ${rows} 行之一；经 ${hashes} 个散列值到达批次的根。`,
    log: "日志",
    entry: (n: string) => `第 ${n} 条`,
    underCheckpoint: (size: string, hashes: number) => `经 ${hashes} 个散列值到达含 ${size} 条的检查点的根。`,
    signature: "签名",
    signedBy: "检查点由此密钥签署：",
    growth: "只增不改",
    grew: (from: string, to: string) =>
      `这个浏览器见过含 ${from} 条的检查点；现在的 ${to} 条是在它之上追加的，没有改写。`,
    known: "自此认识这个账本：",
    firstSight: "这个浏览器第一次见到这个账本，从现在起记住它的密钥与检查点，以后逐次比对。",
    witnesses: "见证方",
    cosigned: (names: string) => `联署：${names}。`,
    witnessNote: "联署未在此核验：见证方的密钥应向见证方索取，用命令行的 --policy 核验。",
    noWitnesses: "没有见证方联署。",
    stamp: "可信时间",
    stamped: "最迟在此时已存在（RFC 3161 时间戳）：",
    anchored: "最迟在此时已写入链上：",
    noStamp: "还没有覆盖这一条的时间戳或链上存证。",
    token: "下载时间戳",
    sealedContent: "封存的内容",
    type: "事件",
    time: "时间",
    actor: "操作者",
    about: "对象",
    independent:
      "这个页面也来自同一台服务器。要完全不依赖它，请下载证据，在另一台机器上用从别处取得的密钥核验：",
    elsewhere: "<从别处取得的密钥>",
    download: "下载证据",
    fileName: "证据.json",
  },
  en: {
    title: "Seal and proof",
    checking: "Checking in this browser …",
    holds: "The seal holds",
    holdsLead: (ms: string) =>
      `What is stored is what was sealed, to the letter. This browser worked out the proof itself, in ${ms} ms.`,
    broken: "It does not fit its seal",
    brokenLead:
      "The auditors have been told, and this browser keeps it in mind. Do not rely on this before it is known why.",
    strange: "It is signed by a key that this browser does not know",
    strangeLead:
      "The key may have been changed or a new log begun; or the log was exchanged. Compare the new key below with the lead auditor, in person or on paper, before you trust it.",
    knownKey: "Known until now",
    newKey: "Signs now",
    trust: "Compared: trust the new key",
    waiting: "Not yet sealed",
    waitingLead: "It has only just been written and is sealed within seconds; this page follows.",
    stopped: "Sealing has stopped",
    again: "Check again",
    content: "Content",
    contentHeld: (shown: number) =>
      shown === 1
        ? "1 value is the one that was committed to (HMAC-SHA256)."
        : `${shown} values are those that were committed to (HMAC-SHA256).`,
    withheld: (n: number) =>
      n === 1
        ? "1 personal or free-text value is not disclosed; the proof does without."
        : `${n} personal or free-text values are not disclosed; the proof does without.`,
    erased: (n: number) =>
      n === 1
        ? "1 was erased as the law asks; its commitment stays."
        : `${n} were erased; their commitments stay.`,
    noValues: "The event itself is what was sealed.",
    batch: "Batch",
    inBatch: (rows: string, hashes: number) =>
      `One of its ${rows} rows; ${hashes} ${hashes === 1 ? "hash leads" : "hashes lead"} to the root of the batch.`,
    log: "Log",
    entry: (n: string) => `entry ${n}`,
    underCheckpoint: (size: string, hashes: number) =>
      `${hashes} ${hashes === 1 ? "hash leads" : "hashes lead"} to the root of the checkpoint over ${size} entries.`,
    signature: "Signature",
    signedBy: "The checkpoint is signed by this key:",
    growth: "Only added to",
    grew: (from: string, to: string) =>
      `This browser has seen a checkpoint over ${from} entries; the ${to} of now add to it and rewrite nothing.`,
    known: "This log is known here since",
    firstSight:
      "This browser sees this log for the first time. From now on it remembers key and checkpoint and compares each time.",
    witnesses: "Witnesses",
    cosigned: (names: string) => `Cosigned by ${names}.`,
    witnessNote:
      "Cosignatures are not verified here: ask the witnesses for their keys, and use --policy on the command line.",
    noWitnesses: "No witness has cosigned.",
    stamp: "Trusted time",
    stamped: "It was there at this time at the latest (RFC 3161):",
    anchored: "Anchored in the chain at this time at the latest:",
    noStamp: "No time stamp or anchor covers this entry yet.",
    token: "Download the time stamp",
    sealedContent: "What was sealed",
    type: "Event",
    time: "Time",
    actor: "Actor",
    about: "Subject",
    independent:
      "This page comes from the same server. To depend on it for nothing, download the evidence and verify it on another machine, with a key that you got elsewhere:",
    elsewhere: "<key from elsewhere>",
    download: "Download the evidence",
    fileName: "evidence.json",
  },
};
