import { Descriptions, Tag } from "antd";
import { useMe } from "../../api/index.ts";
import { Nothing, Page, Section, useWords } from "../../ui/index.ts";
import { OwnPassword } from "./own-password.tsx";
import { OwnSessions } from "./own-sessions.tsx";
import { OwnTotp } from "./own-totp.tsx";
import { useRoleWords } from "./role-words.ts";

const words = {
  zh: {
    title: "我的账号",
    who: "基本信息",
    name: "姓名",
    email: "邮箱",
    employee: "员工编号",
    roles: "角色",
    none: "尚未授予角色。请联系系统管理员。",
    notLinked: "未关联员工：看不到任何疑点。",
  },
  en: {
    title: "My account",
    who: "About me",
    name: "Name",
    email: "E-mail",
    employee: "Employee number",
    roles: "Roles",
    none: "No role yet. Ask the administrator.",
    notLinked: "Not linked to an employee: no alerts are shown.",
  },
};

export default function AccountPage() {
  const text = useWords(words);
  const roleWords = useRoleWords();
  const me = useMe();
  const isAuditor = me.roles.some((role) => role === "lead-auditor" || role === "auditor");
  return (
    <Page title={text.title} width="text">
      <Section title={text.who}>
        <Descriptions
          column={1}
          size="small"
          items={[
            { key: "name", label: text.name, children: me.name },
            { key: "email", label: text.email, children: me.email },
            {
              key: "employee",
              label: text.employee,
              children: me.employeeId ?? (isAuditor ? text.notLinked : <Nothing />),
            },
            {
              key: "roles",
              label: text.roles,
              children:
                me.roles.length === 0 ? (
                  text.none
                ) : (
                  <ul className="people-list">
                    {me.roles.map((role) => (
                      <li key={role}>
                        <Tag variant="outlined">{roleWords[role].name}</Tag> {roleWords[role].what}
                      </li>
                    ))}
                  </ul>
                ),
            },
          ]}
        />
      </Section>
      <OwnTotp isOn={me.hasTotp} />
      <OwnSessions />
      <OwnPassword />
    </Page>
  );
}
