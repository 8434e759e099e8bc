import { Alert, Button, Form, Input, QRCode, Typography } from "antd";
import { useState } from "react";
import { api, refreshSession } from "../../api/index.ts";
import { RefusalAlert, Section, StatusTag, usePalette, useTell, useWords } from "../../ui/index.ts";

const words = {
  zh: {
    title: "两步验证",
    on: "已启用",
    off: "未启用",
    onLead:
      "登录时除密码外还需输入验证器应用中的动态验证码。手机和备用码都丢失时，请系统管理员（审计人员请审计负责人）重置。",
    offLead:
      "启用后，即使密码泄露，他人也无法登录。需要手机上的验证器应用，如 Microsoft Authenticator、Google Authenticator。",
    password: "先确认您的密码",
    begin: "开始启用",
    scan: "1. 用验证器应用扫描二维码",
    manual: "无法扫描？手动输入密钥：",
    codes: "2. 保存备用码",
    codesLead:
      "手机不在身边时，每个备用码可登录一次。只显示这一次，请打印或存入密码管理器，不要存在同一部手机上。",
    copy: "复制全部",
    confirm: "3. 输入应用中显示的 6 位数字",
    finish: "启用",
    done: "两步验证已启用。",
    missing: "请填写 6 位数字。",
  },
  en: {
    title: "Two-step sign-in",
    on: "On",
    off: "Off",
    onLead:
      "Besides the password, signing in asks for a code of your authenticator. If telephone and backup codes are both lost, the administrator (for auditors the lead auditor) can reset it.",
    offLead:
      "With it, whoever learns your password still cannot sign in. You need an authenticator on your telephone, such as Microsoft or Google Authenticator.",
    password: "Confirm your password first",
    begin: "Begin",
    scan: "1. Scan this with the authenticator",
    manual: "If you cannot scan, enter this key:",
    codes: "2. Keep the backup codes",
    codesLead:
      "Without the telephone, each of them signs you in once. They are shown only now: print them or keep them in a password manager, not on the same telephone.",
    copy: "Copy all",
    confirm: "3. Enter the six figures that the authenticator shows",
    finish: "Turn it on",
    done: "Two-step sign-in is on.",
    missing: "Six figures, please.",
  },
};

export function OwnTotp({ isOn }: { readonly isOn: boolean }) {
  const text = useWords(words);
  const enable = api.useMutation("post", "/api/totp/enable");
  return (
    <Section
      title={text.title}
      extra={<StatusTag tone={isOn ? "good" : "warning"}>{isOn ? text.on : text.off}</StatusTag>}
    >
      <p className="lead">{isOn ? text.onLead : text.offLead}</p>
      {!isOn && !enable.data && (
        <Form<{ password: string }>
          layout="vertical"
          requiredMark={false}
          className="narrow"
          onFinish={(body) => enable.mutate({ body })}
        >
          <Form.Item name="password" label={text.password} rules={[{ required: true, message: "" }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <RefusalAlert error={enable.error} />
          <Button htmlType="submit" loading={enable.isPending}>
            {text.begin}
          </Button>
        </Form>
      )}
      {!isOn && enable.data && <Offer {...enable.data} />}
    </Section>
  );
}

function Offer({ uri, backupCodes }: { readonly uri: string; readonly backupCodes: readonly string[] }) {
  const text = useWords(words);
  const tell = useTell();
  const palette = usePalette();
  const [code, setCode] = useState("");
  const verify = api.useMutation("post", "/api/totp/verify", {
    onSuccess: () => {
      tell(text.done);
      void refreshSession();
    },
  });
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  return (
    <div className="totp-offer">
      <h3>{text.scan}</h3>
      {/* Dark on white also at night: cameras read nothing else as surely. */}
      <QRCode value={uri} color="#000000" bgColor="#ffffff" size={176} bordered={false} />
      <p>
        {text.manual}{" "}
        <Typography.Text copyable={{ text: secret }} code>
          {secret.match(/.{1,4}/g)?.join(" ")}
        </Typography.Text>
      </p>
      <h3>{text.codes}</h3>
      <Alert type="warning" showIcon title={text.codesLead} />
      <ul className="backup-codes" style={{ borderColor: palette.line }}>
        {backupCodes.map((one) => (
          <li key={one}>
            <code>{one}</code>
          </li>
        ))}
      </ul>
      <Typography.Paragraph copyable={{ text: backupCodes.join("\n") }}>{text.copy}</Typography.Paragraph>
      <h3>{text.confirm}</h3>
      <Form onFinish={() => verify.mutate({ body: { code } })}>
        <Form.Item>
          <Input.OTP length={6} value={code} onChange={setCode} />
        </Form.Item>
        <RefusalAlert error={verify.error} />
        <Button type="primary" htmlType="submit" disabled={!/^\d{6}$/.test(code)} loading={verify.isPending}>
          {text.finish}
        </Button>
      </Form>
    </div>
  );
}
