import { Alert, Button, Modal } from "antd";
import { useState } from "react";
import { api } from "../../api/index.ts";
import { RefusalAlert, useWords } from "../../ui/index.ts";
import { accountsChanged } from "./accounts-changed.ts";
import { readPeople } from "./read-people.ts";
import { saveText, toCsv } from "./save-text.ts";
import { TableInput } from "./table-input.tsx";
import { invitationLink } from "./token.ts";

const words = {
  zh: {
    title: "批量导入账号",
    example: "姓名,邮箱,员工编号\n王伟,wangwei@example.com,E001",
    missing: (columns: string) => `第一行没有找到列：${columns}。`,
    columns: { name: "姓名", email: "邮箱", employeeId: "员工编号", managerId: "上级编号" },
    rows: (count: number) => `导入 ${count} 行`,
    incomplete: (row: number) => `第 ${row} 行缺少姓名或邮箱。`,
    done: (made: number, present: number) => `已开立 ${made} 个账号；${present} 个邮箱已有账号，未作改动。`,
    links: "每人一个邀请链接，只能现在下载。7 天内有效，请分别交给本人。",
    download: "下载邀请链接（CSV）",
    close: "关闭",
    link: "邀请链接",
  },
  en: {
    title: "Import accounts",
    example: "Name,E-mail,Employee ID\nWang Wei,wangwei@example.com,E001",
    missing: (columns: string) => `The first line has no column ${columns}.`,
    columns: { name: "Name", email: "E-mail", employeeId: "Employee ID", managerId: "Manager ID" },
    rows: (count: number) => `Import rows: ${count}`,
    incomplete: (row: number) => `Row ${row} has no name or no e-mail.`,
    done: (made: number, present: number) =>
      `Accounts made: ${made}; addresses that had one and stay as they are: ${present}.`,
    links:
      "One link for each person, to be downloaded only now. They work for 7 days; hand each to its person.",
    download: "Download the links (CSV)",
    close: "Close",
    link: "Link",
  },
};

export function ImportAccounts({ onClose }: { onClose(): void }) {
  const text = useWords(words);
  const [typed, setTyped] = useState("");
  const { rows, missing } = readPeople(typed, ["name", "email"], ["employeeId"]);
  const incomplete = rows.findIndex(({ name, email }) => name === undefined || email === undefined);
  const { mutate, data, isPending, error } = api.useMutation("post", "/api/accounts/import", {
    onSuccess: () => void accountsChanged(),
  });
  const send = () =>
    mutate({
      body: {
        rows: rows.map(({ name = "", email = "", employeeId }) => ({
          name,
          email,
          ...(employeeId ? { employeeId } : {}),
        })),
      },
    });
  const problem =
    missing.length > 0
      ? text.missing(missing.map((field) => text.columns[field]).join(", "))
      : incomplete === -1
        ? undefined
        : text.incomplete(incomplete + 1);
  if (data) return <Done created={data.created} present={data.present} onClose={onClose} />;
  return (
    <Modal
      open
      title={text.title}
      onCancel={onClose}
      mask={{ closable: false }}
      okText={text.rows(rows.length)}
      okButtonProps={{ disabled: rows.length === 0 || problem !== undefined, loading: isPending }}
      onOk={send}
    >
      <TableInput text={typed} example={text.example} onText={setTyped} />
      {typed.trim() !== "" && problem && <Alert className="below" type="warning" showIcon title={problem} />}
      <RefusalAlert error={error} />
    </Modal>
  );
}

interface Created {
  readonly account: { readonly name: string; readonly email: string };
  readonly token: string;
}

function Done(props: { readonly created: readonly Created[]; readonly present: number; onClose(): void }) {
  const { created, present, onClose } = props;
  const text = useWords(words);
  const save = () => {
    const { name, email } = text.columns;
    const lines = created.map(({ account, token }) => [account.name, account.email, invitationLink(token)]);
    saveText("plumbline-invitations.csv", toCsv([[name, email, text.link], ...lines]));
  };
  return (
    <Modal
      open
      title={text.title}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <>
          {created.length > 0 && (
            <Button type="primary" onClick={save}>
              {text.download}
            </Button>
          )}
          <Button onClick={onClose}>{text.close}</Button>
        </>
      }
    >
      <p>{text.done(created.length, present)}</p>
      {created.length > 0 && <Alert type="warning" showIcon title={text.links} />}
    </Modal>
  );
}
