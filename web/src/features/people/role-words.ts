import type { Role } from "../../api/index.ts";
import { useWords } from "../../ui/index.ts";

type RoleText = Record<Role, { readonly name: string; readonly what: string }>;

const words: { zh: RoleText; en: RoleText } = {
  zh: {
    administrator: {
      name: "系统管理员",
      what: "维护账号、组织架构、备份与运行；看不到业务记录、疑点和销售数字。",
    },
    "lead-auditor": {
      name: "审计负责人",
      what: "查看全部记录与疑点，分派与处理疑点，导入数据，设定参数，管理审计人员的账号。",
    },
    auditor: { name: "审计员", what: "查看全部记录与疑点，处理疑点，导入数据；不改设置和检测参数。" },
    finance: {
      name: "财务",
      what: "查看、录入和更正记录，导入数据，维护币种、税率与会计期间；看不到疑点和风险排名。",
    },
    manager: { name: "经理", what: "查看自己及下属的记录与销售数字；看不到任何疑点。" },
    salesperson: { name: "销售人员", what: "查看和录入自己的记录与销售数字；看不到任何疑点。" },
  },
  en: {
    administrator: {
      name: "Administrator",
      what: "Keeps accounts, the org chart, backups and the running of the system; sees no records, alerts or sales figures.",
    },
    "lead-auditor": {
      name: "Lead auditor",
      what: "Sees all records and alerts, assigns and works them, imports, sets parameters, keeps the auditors' accounts.",
    },
    auditor: {
      name: "Auditor",
      what: "Sees all records and alerts, works them, imports; changes neither settings nor parameters.",
    },
    finance: {
      name: "Finance",
      what: "Sees, enters and corrects records, imports, keeps currencies, taxes and periods; sees neither alerts nor risk rankings.",
    },
    manager: { name: "Manager", what: "Sees records and sales figures of their own team; sees no alerts." },
    salesperson: {
      name: "Salesperson",
      what: "Sees and enters their own records and figures; sees no alerts.",
    },
  },
};

export const useRoleWords = (): RoleText => useWords(words);
