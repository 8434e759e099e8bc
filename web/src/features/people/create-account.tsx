import { Button, Form, Input, Modal } from "antd";
import { api } from "../../api/index.ts";
import { RefusalAlert, useWords } from "../../ui/index.ts";
import { accountsChanged } from "./accounts-changed.ts";
import { InvitationLink } from "./invitation-link.tsx";

const words = {
  zh: {
    title: "新建账号",
    made: (name: string) => `已为${name}开立账号`,
    name: "姓名",
    email: "邮箱",
    employee: "员工编号（选填）",
    employeeHelp: "与 CRM 或 ERP 中的员工编号一致。",
    create: "新建并生成邀请链接",
    next: "账号还没有角色，请在列表中打开账号授予。",
    close: "我已保存链接，关闭",
    missing: "请填写。",
    wrongEmail: "请填写有效的邮箱地址。",
  },
  en: {
    title: "New account",
    made: (name: string) => `${name} has an account`,
    name: "Name",
    email: "E-mail",
    employee: "Employee number (optional)",
    employeeHelp: "As in the CRM or ERP.",
    create: "Make it and give the link",
    next: "The account has no role yet: open it in the list and grant one.",
    close: "I have kept the link, close",
    missing: "Please fill this in.",
    wrongEmail: "Please enter an e-mail address.",
  },
};

export function CreateAccount({ onClose }: { onClose(): void }) {
  const text = useWords(words);
  const { mutate, data, isPending, error } = api.useMutation("post", "/api/accounts", {
    onSuccess: () => void accountsChanged(),
  });
  return (
    <Modal
      open
      title={data ? text.made(data.account.name) : text.title}
      footer={null}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {data ? (
        <>
          <InvitationLink token={data.token} />
          <p>{text.next}</p>
          <Button type="primary" onClick={onClose}>
            {text.close}
          </Button>
        </>
      ) : (
        <Form<{ name: string; email: string; employeeId?: string }>
          layout="vertical"
          requiredMark={false}
          onFinish={({ name, email, employeeId = "" }) =>
            mutate({ body: { name, email, ...(employeeId.trim() === "" ? {} : { employeeId }) } })
          }
        >
          <Form.Item
            name="name"
            label={text.name}
            rules={[{ required: true, whitespace: true, message: text.missing }]}
          >
            <Input autoFocus maxLength={200} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="email"
            label={text.email}
            rules={[{ required: true, type: "email", message: text.wrongEmail }]}
          >
            <Input type="email" autoComplete="off" />
          </Form.Item>
          <Form.Item name="employeeId" label={text.employee} extra={text.employeeHelp}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          <RefusalAlert error={error} />
          <Button type="primary" htmlType="submit" loading={isPending}>
            {text.create}
          </Button>
        </Form>
      )}
    </Modal>
  );
}
