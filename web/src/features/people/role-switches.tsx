import { Switch } from "antd";
import { useState } from "react";
import { type Account, api, type Role, useMe } from "../../api/index.ts";
import { RefusalAlert } from "../../ui/index.ts";
import { accountsChanged } from "./accounts-changed.ts";
import { useRoleWords } from "./role-words.ts";
import { keepsIt, roles } from "./roles.ts";

/** Each role with what it means; a switch where the reader grants such roles. */
export function RoleSwitches({ account }: { readonly account: Account }) {
  const words = useRoleWords();
  const me = useMe();
  const [busy, setBusy] = useState<Role>();
  const [error, setError] = useState<unknown>();
  const grant = api.useMutation("put", "/api/accounts/{id}/roles/{role}");
  const revoke = api.useMutation("delete", "/api/accounts/{id}/roles/{role}");
  const change = async (role: Role, isGranted: boolean) => {
    setBusy(role);
    setError(undefined);
    const parameters = { params: { path: { id: account.id, role } } };
    try {
      await (isGranted ? grant : revoke).mutateAsync(parameters);
      await accountsChanged();
    } catch (refusal) {
      setError(refusal);
    }
    setBusy(undefined);
  };
  return (
    <>
      <ul className="people-list role-switches">
        {roles.map((role) => {
          const isHeld = account.roles.includes(role);
          // Nobody grants a role to themselves; giving one up is possible.
          const isMine = keepsIt(me.roles, [role]) && (account.id !== me.id || isHeld);
          return (
            <li key={role}>
              <Switch
                size="small"
                checked={isHeld}
                loading={busy === role}
                disabled={!isMine || (account.disabledAt !== null && !isHeld)}
                aria-label={words[role].name}
                onChange={(isGranted) => void change(role, isGranted)}
              />
              <div>
                <strong>{words[role].name}</strong>
                <small>{words[role].what}</small>
              </div>
            </li>
          );
        })}
      </ul>
      <RefusalAlert error={error} />
    </>
  );
}
