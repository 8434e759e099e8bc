/** In the package, for whoever opens it. */
export const readme = `准绳证据包 / Plumbline evidence package
========================================

evidence.json        证据本身（plumbline-evidence/1）/ the evidence itself
evidence.zh.pdf      中文说明 / the same for reading, in Chinese
evidence.en.pdf      英文说明 / the same for reading, in English
check.html           在断网的浏览器中初步核验 / a first check in a browser without a network
proofs/              逐条证明（C2SP tlog-proof）/ a proof an entry of the log
checkpoints/         签名的检查点及见证方联署 / signed checkpoints with cosignatures
stamps/              可信时间戳（RFC 3161，对检查点文件）/ time stamps over the checkpoint files
anchors/             链上存证的位置 / where checkpoints were anchored in a chain
SHA256SUMS           以上各文件的 SHA-256 / SHA-256 of all these files

如何核验
--------
1. 从别处取得日志的验证密钥或其指纹（向出具方的审计部门书面索取，或向见证方、外部审计索取）。
   本包所含的密钥不能证明自己：只有其指纹与从别处取得的一致时才可使用。
2. 从别处取得核验程序，不要使用本包内或出具方提供的程序作正式核验。
3. 运行：
       ./plumbline verify 本文件.plumbline.zip --key 验证密钥
   要求见证方联署：--policy 信任文件；核对时间戳：--authority CA.pem；核对链上存证：--rpc 网址。
4. 只作初步查看：断网后用浏览器打开 check.html，放入 evidence.json，输入从别处取得的密钥或指纹。

封存使改动可被察觉；封存证明内容自封存之时起未变，不证明内容本身真实。
“未披露”的字段在封存时存在而本次未出示；“已删除”的字段已销毁，无法还原。
格式说明：docs/evidence-form.md（随软件源代码发布）。

How to verify
-------------
1. Get the log's verifier key, or its fingerprint, from elsewhere: in writing from the audit department of whoever
   issued this, or from a witness or an outside auditor. The key in this package cannot vouch for itself: use it only
   if its fingerprint is the one that you were given elsewhere.
2. Get the verifier from elsewhere. For a formal examination use no program that came with the package.
3. Run:
       ./plumbline verify THIS.plumbline.zip --key VKEY
   To demand witnesses: --policy FILE; to check time stamps: --authority CA.pem; to check the anchor: --rpc URL.
4. For a first look only: without a network, open check.html in a browser, drop evidence.json on it and enter the key
   or the fingerprint that you got elsewhere.

Sealing makes changes visible. It shows that the contents are unchanged since they were sealed, not that they are true.
Fields that are "not disclosed" were sealed and are not shown here; those that are "erased" are destroyed for good.
The form is described in docs/evidence-form.md, which is published with the source of the software.
`;
