import { Alert, Button, Form, Input, Radio } from "antd";
import { useState } from "react";
import { Navigate } from "react-router";
import { api, useSession } from "../../api/index.ts";
import { RefusalAlert, useWords } from "../../ui/index.ts";
import { useEnter } from "./enter.ts";
import { PasswordFields } from "./password-fields.tsx";
import { useRoleWords } from "./role-words.ts";
import { takeToken } from "./token.ts";
import { VisitorSheet } from "./visitor-sheet.tsx";

const words = {
  zh: {
    title: "初次设置",
    lead: "准绳由两种人共同守住：一位管理系统，一位负责审计。两者分开，管理系统的人就无法干预对自己的审计。",
    noToken: "请使用服务器启动时打印的设置链接打开本页。链接只能用一次；重启服务器会打印新的链接。",
    who: "谁担任审计负责人？",
    two: "另一个人（推荐）",
    twoWhat: "请审计负责人亲自输入自己的密码。",
    one: "暂时由我兼任",
    oneWhat: "这构成独立性缺口：会记入日志，并在页面上一直提示，直到另一人接任其中一个角色。",
    name: "姓名",
    email: "邮箱",
    employee: "员工编号（选填）",
    employeeHelp: "与 CRM 或 ERP 中的员工编号一致。审计人员关联员工后才能看到疑点。",
    finish: "完成设置",
    missing: "请填写。",
    wrongEmail: "请填写有效的邮箱地址。",
  },
  en: {
    title: "Set-up",
    lead: "Two kinds of people keep Plumbline straight: one runs the system, one leads the audit. Kept apart, whoever runs the system cannot interfere with being audited.",
    noToken:
      "Open this page by the set-up link that the server printed at its start. The link works once; restarting the server prints a new one.",
    who: "Who is the lead auditor?",
    two: "Somebody else (recommended)",
    twoWhat: "Let the lead auditor type their own password.",
    one: "I am both for now",
    oneWhat:
      "This is a breach of independence: it is logged, and shown on the page until somebody else takes over one of the two roles.",
    name: "Name",
    email: "E-mail",
    employee: "Employee number (optional)",
    employeeHelp: "As in the CRM or ERP. Auditors see alerts only once they are linked to an employee.",
    finish: "Finish the set-up",
    missing: "Please fill this in.",
    wrongEmail: "Please enter an e-mail address.",
  },
};

interface Person {
  readonly name: string;
  readonly email: string;
  readonly employeeId?: string;
  readonly password: string;
}

interface Fields {
  readonly administrator: Person;
  readonly leadAuditor?: Person;
}

export default function SetUpPage() {
  const text = useWords(words);
  const [token] = useState(takeToken);
  const session = useSession();
  if (session?.me) return <Navigate replace to="/" />;
  if (session && !session.needsSetUp) return <Navigate replace to="/sign-in" />;
  return (
    <VisitorSheet title={text.title} lead={text.lead} isWide>
      {token === "" ? (
        <Alert type="info" showIcon title={text.noToken} className="refusal" />
      ) : (
        <SetUpForm token={token} />
      )}
    </VisitorSheet>
  );
}

function SetUpForm({ token }: { readonly token: string }) {
  const text = useWords(words);
  const roles = useRoleWords();
  const enter = useEnter();
  const [isTwo, setTwo] = useState(true);
  const { mutate, isPending, error } = api.useMutation("post", "/api/set-up");
  const finish = ({ administrator, leadAuditor }: Fields) => {
    const people = {
      administrator: personOf(administrator),
      ...(leadAuditor ? { leadAuditor: personOf(leadAuditor) } : {}),
    };
    mutate({ body: { token, ...people } }, { onSuccess: () => void enter(administrator) });
  };
  return (
    <Form<Fields> layout="vertical" requiredMark={false} onFinish={finish} scrollToFirstError>
      <PersonFields
        name="administrator"
        title={roles.administrator.name}
        what={roles.administrator.what}
        isAuditor={!isTwo}
      />
      <fieldset className="set-up-part">
        <legend>{text.who}</legend>
        <Radio.Group value={isTwo} onChange={({ target }) => setTwo(target.value)} className="choices">
          <Radio value={true}>
            {text.two}
            <small>{text.twoWhat}</small>
          </Radio>
          <Radio value={false}>
            {text.one}
            <small>{text.oneWhat}</small>
          </Radio>
        </Radio.Group>
      </fieldset>
      {isTwo && (
        <PersonFields
          name="leadAuditor"
          title={roles["lead-auditor"].name}
          what={roles["lead-auditor"].what}
          isAuditor
        />
      )}
      <RefusalAlert error={error} />
      <Button type="primary" htmlType="submit" size="large" loading={isPending}>
        {text.finish}
      </Button>
    </Form>
  );
}

/** Without what only the form needs, and without an empty number. */
function personOf({ name, email, employeeId = "", password }: Person) {
  return { name, email, password, ...(employeeId.trim() === "" ? {} : { employeeId }) };
}

function PersonFields({
  name,
  title,
  what,
  isAuditor,
}: {
  readonly name: keyof Fields;
  readonly title: string;
  readonly what: string;
  /** Who sees alerts must be an employee, or the rules of conflict could not be kept. */
  readonly isAuditor: boolean;
}) {
  const text = useWords(words);
  const required = [{ required: true, whitespace: true, message: text.missing }];
  return (
    <fieldset className="set-up-part">
      <legend>{title}</legend>
      <p>{what}</p>
      <div className="two-columns">
        <Form.Item name={[name, "name"]} label={text.name} rules={required}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
        <Form.Item
          name={[name, "email"]}
          label={text.email}
          rules={[{ required: true, type: "email", message: text.wrongEmail }]}
        >
          <Input type="email" autoComplete="off" />
        </Form.Item>
        <PasswordFields name={[name]} />
        {isAuditor && (
          <Form.Item name={[name, "employeeId"]} label={text.employee} extra={text.employeeHelp}>
            <Input autoComplete="off" maxLength={200} />
          </Form.Item>
        )}
      </div>
    </fieldset>
  );
}
