import { Alert, Typography } from "antd";
import { useWords } from "../../ui/index.ts";
import { invitationLink } from "./token.ts";

const words = {
  zh: {
    once: "邀请链接只显示这一次，7 天内有效，只能使用一次。请当面或通过可信渠道交给本人：谁拿到链接，谁就能设置这个账号的密码。",
  },
  en: {
    once: "The link is shown only now, works once and for 7 days. Hand it over in person or by a way you trust: whoever has it can choose the password of this account.",
  },
};

export function InvitationLink({ token }: { readonly token: string }) {
  const { once } = useWords(words);
  const link = invitationLink(token);
  return (
    <div className="invitation-link">
      <Alert type="warning" showIcon title={once} />
      <Typography.Paragraph copyable={{ text: link }} code className="link-text">
        {link}
      </Typography.Paragraph>
    </div>
  );
}
