import { Button, Descriptions, Drawer, Form, Input, Space } from "antd";
import { useState } from "react";
import { type Account, api, useMe } from "../../api/index.ts";
import { Moment, RefusalAlert, useConfirm, useTell, useWords } from "../../ui/index.ts";
import { accountsChanged } from "./accounts-changed.ts";
import { InvitationLink } from "./invitation-link.tsx";
import { RoleSwitches } from "./role-switches.tsx";
import { isOfAudit, keepsIt } from "./roles.ts";

const words = {
  zh: {
    email: "邮箱",
    since: "开立时间",
    disabledAt: "停用时间",
    roles: "角色",
    employee: "员工编号",
    employeeHelp: "关联后，此人的记录、下属和回避关系按组织架构判断。",
    save: "保存",
    saved: "已保存。",
    access: "登录",
    invite: "生成新的邀请链接",
    inviteAsk: "此前的链接将失效。对方用新链接设置密码后，原密码和所有登录随之失效。",
    signOut: "退出其所有登录",
    signedOut: (ended: number) => `已退出 ${ended} 处登录。`,
    resetTotp: "重置两步验证",
    resetAsk: "重置后仅凭密码即可登录，请确认对方确实丢失了手机和备用码。",
    disable: "停用账号",
    disableAsk: "立即退出其所有登录且不能再登录；其过往操作仍保留在日志中。以后可以重新启用。",
    enable: "重新启用",
    notYours: "此账号属于审计人员，只由审计负责人管理。",
    notYoursEither: "此账号由系统管理员管理。",
    go: "确定",
  },
  en: {
    email: "E-mail",
    since: "Since",
    disabledAt: "Disabled",
    roles: "Roles",
    employee: "Employee number",
    employeeHelp: "By it the org chart tells whose records, reports and conflicts are this person's.",
    save: "Save",
    saved: "Saved.",
    access: "Sign-in",
    invite: "New invitation link",
    inviteAsk:
      "Earlier links stop working. When a password is chosen by the new one, the old password and all sign-ins end.",
    signOut: "Sign out everywhere",
    signedOut: (ended: number) => `Sign-ins ended: ${ended}.`,
    resetTotp: "Reset two-step sign-in",
    resetAsk: "The password alone opens then. Make sure that telephone and backup codes are really lost.",
    disable: "Disable the account",
    disableAsk:
      "Signs the person out everywhere and for good; what they did stays in the log. The account can be enabled again.",
    enable: "Enable again",
    notYours: "This account is one of audit and is kept by the lead auditor alone.",
    notYoursEither: "This account is kept by the administrator.",
    go: "Yes",
  },
};

/** Everything that can be done to one account, as far as the reader keeps such accounts. */
export function AccountDrawer({ account, onClose }: { readonly account: Account; onClose(): void }) {
  const text = useWords(words);
  const { roles } = useMe();
  const mine = keepsIt(roles, account.roles);
  return (
    <Drawer open title={account.name} size={480} onClose={onClose} className="account-drawer">
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: "email", label: text.email, children: account.email },
          { key: "since", label: text.since, children: <Moment at={account.createdAt} /> },
          ...(account.disabledAt
            ? [{ key: "disabled", label: text.disabledAt, children: <Moment at={account.disabledAt} /> }]
            : []),
        ]}
      />
      <h3>{text.roles}</h3>
      <RoleSwitches account={account} />
      {mine ? (
        <>
          <h3>{text.employee}</h3>
          <EmployeeLink account={account} />
          <h3>{text.access}</h3>
          <AccessActions account={account} />
        </>
      ) : (
        <p className="lead">{isOfAudit(account.roles) ? text.notYours : text.notYoursEither}</p>
      )}
    </Drawer>
  );
}

function EmployeeLink({ account }: { readonly account: Account }) {
  const text = useWords(words);
  const tell = useTell();
  const { mutate, isPending, error } = api.useMutation("put", "/api/accounts/{id}/employee", {
    onSuccess: () => {
      tell(text.saved);
      void accountsChanged();
    },
  });
  return (
    <Form<{ employeeId?: string }>
      initialValues={{ employeeId: account.employeeId ?? "" }}
      onFinish={({ employeeId = "" }) =>
        mutate({ params: { path: { id: account.id } }, body: { employeeId: employeeId.trim() || null } })
      }
    >
      <Form.Item name="employeeId" extra={text.employeeHelp}>
        <Input
          aria-label={text.employee}
          maxLength={200}
          suffix={
            <Button size="small" type="text" htmlType="submit" loading={isPending}>
              {text.save}
            </Button>
          }
        />
      </Form.Item>
      <RefusalAlert error={error} />
    </Form>
  );
}

function AccessActions({ account }: { readonly account: Account }) {
  const text = useWords(words);
  const confirm = useConfirm();
  const tell = useTell();
  const [token, setToken] = useState<string>();
  const parameters = { params: { path: { id: account.id } } };
  const invite = api.useMutation("post", "/api/accounts/{id}/invitation");
  const signOut = api.useMutation("delete", "/api/accounts/{id}/sessions");
  const reset = api.useMutation("delete", "/api/accounts/{id}/totp");
  const disable = api.useMutation("post", "/api/accounts/{id}/disable");
  const enable = api.useMutation("post", "/api/accounts/{id}/enable");
  const ask = (title: string, content: string, act: () => Promise<unknown>, isDangerous = true) =>
    confirm({ title, content, verb: text.go, isDangerous, act: () => act().then(accountsChanged) });

  if (account.disabledAt) {
    return (
      <>
        <RefusalAlert error={enable.error} />
        <Button
          loading={enable.isPending}
          onClick={() => enable.mutate(parameters, { onSuccess: accountsChanged })}
        >
          {text.enable}
        </Button>
      </>
    );
  }
  const inviteNow = async () => setToken((await invite.mutateAsync(parameters)).token);
  const signOutNow = async () => tell(text.signedOut((await signOut.mutateAsync(parameters)).ended));
  return (
    <Space orientation="vertical" className="full-width">
      {token && <InvitationLink token={token} />}
      <Space wrap>
        <Button onClick={() => ask(text.invite, text.inviteAsk, inviteNow, false)}>{text.invite}</Button>
        <Button onClick={() => ask(text.signOut, "", signOutNow)}>{text.signOut}</Button>
        {account.hasTotp && (
          <Button onClick={() => ask(text.resetTotp, text.resetAsk, () => reset.mutateAsync(parameters))}>
            {text.resetTotp}
          </Button>
        )}
        <Button
          danger
          onClick={() => ask(text.disable, text.disableAsk, () => disable.mutateAsync(parameters))}
        >
          {text.disable}
        </Button>
      </Space>
    </Space>
  );
}
