import { Button, Form, Input } from "antd";
import { useState } from "react";
import { Navigate, useSearchParams } from "react-router";
import { api, forgetEverything, useSession } from "../../api/index.ts";
import { RefusalAlert, useWords } from "../../ui/index.ts";
import { VisitorSheet } from "./visitor-sheet.tsx";

const words = {
  zh: {
    title: "登录",
    email: "邮箱",
    password: "密码",
    signIn: "登录",
    code: "动态验证码",
    codeHelp: "打开验证器应用，输入 6 位数字；手机不在身边时可输入备用码（形如 AbC12-xYz89）。",
    confirm: "继续",
    back: "返回",
    or: "或",
    by: "通过公司账号登录：",
    failed: "公司账号登录未成功：该账号可能没有被授权使用准绳。请联系系统管理员。",
  },
  en: {
    title: "Sign in",
    email: "E-mail",
    password: "Password",
    signIn: "Sign in",
    code: "Code",
    codeHelp:
      "Six figures from your authenticator; without your telephone, a backup code (such as AbC12-xYz89).",
    confirm: "Continue",
    back: "Back",
    or: "or",
    by: "By ",
    failed:
      "Signing in by the company's service did not succeed: that account may not be one of Plumbline's. Ask the administrator.",
  },
};

export default function SignInPage() {
  const text = useWords(words);
  const [parameters] = useSearchParams();
  const [isCodeNeeded, setCodeNeeded] = useState(false);
  const session = useSession();
  if (session?.me) return <Navigate replace to={safePath(parameters.get("to"))} />;
  if (session?.needsSetUp) return <Navigate replace to="/set-up" />;
  return (
    <VisitorSheet
      title={isCodeNeeded ? text.code : text.title}
      {...(isCodeNeeded ? { lead: text.codeHelp } : {})}
    >
      {parameters.has("error") && <RefusalAlert error={{ code: "forbidden", message: text.failed }} />}
      {isCodeNeeded ? (
        <CodeForm onBack={() => setCodeNeeded(false)} />
      ) : (
        <PasswordForm onCodeNeeded={() => setCodeNeeded(true)} />
      )}
      {!isCodeNeeded && <Providers />}
    </VisitorSheet>
  );
}

/** Only a page of this house: whoever sends a link must not choose where it ends. */
function safePath(to: string | null): string {
  return to !== null && /^\/(?![/\\])/.test(to) ? to : "/";
}

function PasswordForm({ onCodeNeeded }: { onCodeNeeded(): void }) {
  const text = useWords(words);
  const { mutate, isPending, error } = api.useMutation("post", "/api/sign-in", {
    onSuccess: ({ state }) => (state === "signed-in" ? void forgetEverything() : onCodeNeeded()),
  });
  return (
    <Form<{ email: string; password: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={(body) => mutate({ body })}
    >
      <RefusalAlert error={error} />
      <Form.Item name="email" label={text.email} rules={[{ required: true }]}>
        <Input type="email" autoComplete="username" autoFocus size="large" />
      </Form.Item>
      <Form.Item name="password" label={text.password} rules={[{ required: true }]}>
        <Input.Password autoComplete="current-password" size="large" />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={isPending}>
        {text.signIn}
      </Button>
    </Form>
  );
}

function CodeForm({ onBack }: { onBack(): void }) {
  const text = useWords(words);
  const { mutate, isPending, error } = api.useMutation("post", "/api/sign-in/totp", {
    onSuccess: () => void forgetEverything(),
  });
  return (
    <Form<{ code: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ code }) => mutate({ body: { code: code.trim() } })}
    >
      <RefusalAlert error={error} />
      <Form.Item name="code" label={text.code} rules={[{ required: true }]}>
        <Input autoComplete="one-time-code" autoFocus size="large" maxLength={11} />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={isPending}>
        {text.confirm}
      </Button>
      <Button type="link" onClick={onBack}>
        {text.back}
      </Button>
    </Form>
  );
}

function Providers() {
  const text = useWords(words);
  const providers = useSession()?.providers ?? [];
  const { mutate, isPending, error } = api.useMutation("post", "/api/sign-in/oidc", {
    onSuccess: ({ url }) => location.assign(url),
  });
  if (providers.length === 0) return null;
  return (
    <div className="providers">
      <p className="or">{text.or}</p>
      <RefusalAlert error={error} />
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          size="large"
          block
          loading={isPending}
          onClick={() => mutate({ body: { provider: id } })}
        >
          {text.by}
          {name}
        </Button>
      ))}
    </div>
  );
}
