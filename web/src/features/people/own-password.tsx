import { Button, Form, Input } from "antd";
import { api, queryClient } from "../../api/index.ts";
import { RefusalAlert, Section, useTell, useWords } from "../../ui/index.ts";
import { PasswordFields } from "./password-fields.tsx";

const words = {
  zh: {
    title: "修改密码",
    current: "当前密码",
    next: "新密码",
    lead: "修改后，其他设备上的登录将全部退出。",
    save: "修改密码",
    saved: "密码已修改，其他登录已退出。",
    missing: "请填写。",
  },
  en: {
    title: "Change the password",
    current: "Present password",
    next: "New password",
    lead: "All other sign-ins end with it.",
    save: "Change the password",
    saved: "The password is changed; the other sign-ins have ended.",
    missing: "Please fill this in.",
  },
};

export function OwnPassword() {
  const text = useWords(words);
  const tell = useTell();
  const [form] = Form.useForm<{ current: string; password: string }>();
  const { mutate, isPending, error } = api.useMutation("put", "/api/me/password", {
    onSuccess: () => {
      form.resetFields();
      tell(text.saved);
      void queryClient.invalidateQueries({ queryKey: ["get", "/api/sessions"] });
    },
  });
  return (
    <Section title={text.title}>
      <p className="lead">{text.lead}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        className="narrow"
        onFinish={({ current, password }) => mutate({ body: { current, next: password } })}
      >
        <Form.Item name="current" label={text.current} rules={[{ required: true, message: text.missing }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <PasswordFields label={text.next} />
        <RefusalAlert error={error} />
        <Button htmlType="submit" loading={isPending}>
          {text.save}
        </Button>
      </Form>
    </Section>
  );
}
