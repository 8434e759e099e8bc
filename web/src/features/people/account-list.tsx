import { PlusOutlined, UploadOutlined } from "@ant-design/icons";
import { Button, Segmented, Tag } from "antd";
import { useState } from "react";
import { type Account, api, useMe } from "../../api/index.ts";
import { DataTable, Day, FilterBar, Nothing, StatusTag, useWords } from "../../ui/index.ts";
import { AccountDrawer } from "./account-drawer.tsx";
import { CreateAccount } from "./create-account.tsx";
import { ImportAccounts } from "./import-accounts.tsx";
import { useRoleWords } from "./role-words.ts";

const words = {
  zh: {
    caption: "账号",
    search: "按姓名、邮箱或员工编号查找",
    create: "新建账号",
    importMany: "批量导入",
    name: "姓名",
    email: "邮箱",
    employee: "员工编号",
    roles: "角色",
    state: "状态",
    since: "开立日期",
    all: "全部",
    active: "在用",
    invited: "待接受邀请",
    disabled: "已停用",
    totp: "两步验证",
  },
  en: {
    caption: "Accounts",
    search: "Find by name, e-mail or employee number",
    create: "New account",
    importMany: "Import many",
    name: "Name",
    email: "E-mail",
    employee: "Employee number",
    roles: "Roles",
    state: "State",
    since: "Since",
    all: "All",
    active: "Active",
    invited: "Invited",
    disabled: "Disabled",
    totp: "Two-step",
  },
};

const states = ["all", "active", "invited", "disabled"] as const;
type State = (typeof states)[number];

function stateOf({ disabledAt, hasSignIn }: Account): Exclude<State, "all"> {
  if (disabledAt) return "disabled";
  return hasSignIn ? "active" : "invited";
}

const tones = { active: "good", invited: "warning", disabled: "neutral" } as const;

export function AccountList() {
  const text = useWords(words);
  const roleWords = useRoleWords();
  const me = useMe();
  const { data, isLoading, error, refetch } = api.useQuery("get", "/api/accounts");
  const [search, setSearch] = useState("");
  const [state, setState] = useState<State>("all");
  const [openId, setOpenId] = useState<string>();
  const [dialog, setDialog] = useState<"create" | "import">();
  const wanted = search.trim().toLowerCase();
  const rows = data?.filter(
    (account) =>
      (state === "all" || stateOf(account) === state) &&
      [account.name, account.email, account.employeeId ?? ""].some((one) =>
        one.toLowerCase().includes(wanted),
      ),
  );
  const opened = data?.find(({ id }) => id === openId);
  return (
    <>
      <FilterBar search={search} onSearch={setSearch} placeholder={text.search}>
        <Segmented<State>
          value={state}
          onChange={setState}
          options={states.map((value) => ({ value, label: text[value] }))}
        />
        {me.roles.includes("administrator") && (
          <span className="bar-actions">
            <Button icon={<UploadOutlined aria-hidden />} onClick={() => setDialog("import")}>
              {text.importMany}
            </Button>
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setDialog("create")}>
              {text.create}
            </Button>
          </span>
        )}
      </FilterBar>
      <DataTable<Account>
        caption={text.caption}
        rows={rows}
        isLoading={isLoading}
        error={error}
        onRetry={() => void refetch()}
        keyOf={({ id }) => id}
        onOpen={({ id }) => setOpenId(id)}
        columns={[
          { key: "name", title: text.name, render: ({ name }) => <strong>{name}</strong> },
          { key: "email", title: text.email, render: ({ email }) => email },
          { key: "employee", title: text.employee, render: ({ employeeId }) => employeeId ?? <Nothing /> },
          {
            key: "roles",
            title: text.roles,
            render: ({ roles }) =>
              roles.length === 0 ? (
                <Nothing />
              ) : (
                <div className="tags">
                  {roles.map((role) => (
                    <Tag key={role}>{roleWords[role].name}</Tag>
                  ))}
                </div>
              ),
          },
          {
            key: "state",
            title: text.state,
            render: (account) => (
              <div className="tags">
                <StatusTag tone={tones[stateOf(account)]}>{text[stateOf(account)]}</StatusTag>
                {account.hasTotp && <Tag variant="outlined">{text.totp}</Tag>}
              </div>
            ),
          },
          { key: "since", title: text.since, render: ({ createdAt }) => <Day day={createdAt} /> },
        ]}
      />
      {opened && <AccountDrawer account={opened} onClose={() => setOpenId(undefined)} />}
      {dialog === "create" && <CreateAccount onClose={() => setDialog(undefined)} />}
      {dialog === "import" && <ImportAccounts onClose={() => setDialog(undefined)} />}
    </>
  );
}
