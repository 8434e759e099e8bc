import { DownOutlined } from "@ant-design/icons";
import { Button, Dropdown, type MenuProps } from "antd";
import { useNavigate } from "react-router";
import { api, forgetEverything, useMe } from "../api/index.ts";
import { LanguageSwitch, type ModeChoice, useMode, useTellRefusal, useWords } from "../ui/index.ts";

const words = {
  zh: {
    account: "我的账号",
    rules: "访问规则",
    look: "外观",
    system: "跟随系统",
    light: "浅色",
    dark: "深色",
    signOut: "退出登录",
  },
  en: {
    account: "My account",
    rules: "Access rules",
    look: "Appearance",
    system: "As the system",
    light: "Light",
    dark: "Dark",
    signOut: "Sign out",
  },
};

/** Who one is, in which language, in which light. */
export function AccountMenu() {
  const text = useWords(words);
  const me = useMe();
  const navigate = useNavigate();
  const { choice, choose } = useMode();
  const signOut = useSignOut();
  const items: MenuProps["items"] = [
    { key: "account", label: text.account, onClick: () => void navigate("/account") },
    { key: "rules", label: text.rules, onClick: () => void navigate("/rules") },
    {
      type: "group",
      key: "look",
      label: text.look,
      children: (["system", "light", "dark"] as const).map((one: ModeChoice) => ({
        key: one,
        label: text[one],
        onClick: () => choose(one),
      })),
    },
    { type: "divider" },
    { key: "out", label: text.signOut, onClick: () => void signOut() },
  ];
  return (
    <div className="account-menu">
      <LanguageSwitch />
      <Dropdown menu={{ items, selectedKeys: [choice] }} trigger={["click"]} placement="bottomRight">
        <Button type="text" className="account-button">
          <span className="account-name">{me.name}</span>
          <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
    </div>
  );
}

function useSignOut(): () => Promise<void> {
  const { mutateAsync } = api.useMutation("post", "/api/sign-out");
  const tell = useTellRefusal();
  return async () => {
    try {
      await mutateAsync({});
      await forgetEverything();
    } catch (error) {
      tell(error);
    }
  };
}
