import { Alert, Button, Form } from "antd";
import { useState } from "react";
import { api } from "../../api/index.ts";
import { RefusalAlert, useWords } from "../../ui/index.ts";
import { useEnter } from "./enter.ts";
import { PasswordFields } from "./password-fields.tsx";
import { takeToken } from "./token.ts";
import { VisitorSheet } from "./visitor-sheet.tsx";

const words = {
  zh: {
    title: "设置您的密码",
    lead: "链接只能使用一次。密码只有您自己知道，系统管理员也看不到。",
    noToken: "请使用收到的完整邀请链接打开本页。如果链接已失效，请向发送人索取新的链接。",
    save: "保存并登录",
  },
  en: {
    title: "Choose your password",
    lead: "The link works once. Only you know the password; the administrator does not see it.",
    noToken:
      "Open this page by the whole link that you were given. If it no longer works, ask its sender for a new one.",
    save: "Save and sign in",
  },
};

export default function InvitationPage() {
  const text = useWords(words);
  const [token] = useState(takeToken);
  const enter = useEnter();
  const { mutate, isPending, error } = api.useMutation("post", "/api/invitations/accept");
  const accept = ({ password }: { password: string }) =>
    mutate({ body: { token, password } }, { onSuccess: ({ email }) => void enter({ email, password }) });
  return (
    <VisitorSheet title={text.title} lead={text.lead}>
      {token === "" ? (
        <Alert type="info" showIcon title={text.noToken} className="refusal" />
      ) : (
        <Form<{ password: string }> layout="vertical" requiredMark={false} onFinish={accept}>
          <PasswordFields />
          <RefusalAlert error={error} />
          <Button type="primary" htmlType="submit" size="large" block loading={isPending}>
            {text.save}
          </Button>
        </Form>
      )}
    </VisitorSheet>
  );
}
