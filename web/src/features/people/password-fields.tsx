import { Form, Input } from "antd";
import { useWords } from "../../ui/index.ts";

const words = {
  zh: {
    password: "密码",
    again: "再输入一次",
    help: "至少 12 个字符；不要用常见词、姓名或邮箱名。几个不相干的词连在一起，既好记又难猜。",
    length: "密码须为 12 到 128 个字符。",
    different: "两次输入的密码不一致。",
    missing: "请填写。",
  },
  en: {
    password: "Password",
    again: "Once more",
    help: "At least 12 characters; no common word, not your name or address. Several unrelated words are easy to remember and hard to guess.",
    length: "A password has 12 to 128 characters.",
    different: "The two passwords differ.",
    missing: "Please fill this in.",
  },
};

/** A new password twice, below `name` of the form. What else is wrong with it the server says. */
export function PasswordFields({
  name = [],
  label,
}: {
  readonly name?: readonly string[];
  readonly label?: string;
}) {
  const text = useWords(words);
  return (
    <>
      <Form.Item
        name={[...name, "password"]}
        label={label ?? text.password}
        extra={text.help}
        rules={[{ required: true, min: 12, max: 128, message: text.length }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name={[...name, "again"]}
        label={text.again}
        dependencies={[[...name, "password"]]}
        rules={[
          { required: true, message: text.missing },
          ({ getFieldValue }) => ({
            validator: async (_, value: string) => {
              if (value && value !== getFieldValue([...name, "password"])) throw new Error(text.different);
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
