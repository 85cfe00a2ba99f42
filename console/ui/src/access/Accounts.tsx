import { ActionIcon, Button, PasswordInput, Select, TextInput, Tooltip } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { IconKey, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { sentence } from "../api/failure";
import type { Account, Role } from "../api/types";
import { accounts, session } from "../api/queries";
import { CopyId } from "../parts/CopyId";
import { offerUndo } from "../parts/offerUndo";
import { FailureNote } from "../parts/FailureNote";
import { Panel } from "../parts/Panel";
import css from "./Access.module.css";

const roles: Role[] = ["viewer", "editor", "publisher", "admin"];

export function Accounts() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: me } = useQuery({ ...session, enabled: false });
  const { data, error } = useQuery(accounts);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [role, setRole] = useState<Role>("editor");
  const change = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSettled: () => queries.invalidateQueries({ queryKey: accounts.queryKey }),
  });
  const options = roles.map((value) => ({ value, label: t(`role.${value}`) }));
  const add = async () => {
    await answer(api.POST("/api/accounts", { body: { name, password, role } }));
    setName("");
    setPassword("");
  };
  const reset = useMutation({
    mutationFn: async (account: Account) => {
      const made = await answer(
        api.POST("/api/accounts/{id}/password", { params: { path: { id: account.id } } }),
      );
      return { name: account.name, password: made.password };
    },
  });
  const askReset = (account: Account) =>
    modals.openConfirmModal({
      title: t("account.reset", { name: account.name }),
      children: <p style={{ marginTop: 0 }}>{t("account.resetText", { name: account.name })}</p>,
      labels: { confirm: t("account.resetAction"), cancel: t("action.cancel") },
      onConfirm: () => reset.mutate(account),
    });
  const bringBack = async ({ id, name }: Account) => {
    try {
      await answer(api.POST("/api/accounts/{id}/restore", { params: { path: { id } } }));
      notifications.show({ message: t("governance.back", { name }) });
    } catch (error) {
      notifications.show({ color: "red", title: t("parts.failed"), message: sentence(error) });
    }
    await queries.invalidateQueries({ queryKey: accounts.queryKey });
  };
  const remove = (account: Account) =>
    modals.openConfirmModal({
      title: t("access.removeAccount", { name: account.name }),
      children: <p style={{ marginTop: 0 }}>{t("access.removeAccountText")}</p>,
      labels: { confirm: t("action.remove"), cancel: t("action.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () =>
        change.mutate(async () => {
          await answer(api.DELETE("/api/accounts/{id}", { params: { path: { id: account.id } } }));
          offerUndo({
            message: t("governance.removed", { name: account.name }),
            undo: t("action.undo"),
            act: () => void bringBack(account),
          });
        }),
    });
  return (
    <Panel title={t("access.accounts")} flush>
      {error !== null && <FailureNote error={error} />}
      {change.error !== null && <FailureNote error={change.error} />}
      {reset.error !== null && <FailureNote error={reset.error} />}
      {reset.data !== undefined && (
        <div className={css.secret} role="status">
          {t("account.resetDone", { name: reset.data.name })}
          <div className="row">
            <code className="mono">{reset.data.password}</code>
            <CopyId value={reset.data.password} label={t("account.copyPassword")} />
          </div>
        </div>
      )}
      <table className="plain">
        <tbody>
          {(data ?? []).map((account) => (
            <tr key={account.id}>
              <td>{account.name}</td>
              <td>
                <Select
                  aria-label={t("access.roleOf", { name: account.name })}
                  w={120}
                  allowDeselect={false}
                  disabled={account.name === me?.name}
                  data={options}
                  value={account.role.toLowerCase()}
                  onChange={(value) =>
                    change.mutate(() =>
                      answer(
                        api.PATCH("/api/accounts/{id}", {
                          params: { path: { id: account.id } },
                          body: { role: (value ?? "viewer") as Role },
                        }),
                      ),
                    )
                  }
                />
              </td>
              <td className="number">
                <Tooltip label={t("account.reset", { name: account.name })}>
                  <ActionIcon
                    aria-label={t("account.reset", { name: account.name })}
                    disabled={account.name === me?.name}
                    onClick={() => askReset(account)}
                  >
                    <IconKey size={15} />
                  </ActionIcon>
                </Tooltip>
                <Tooltip label={t("action.remove")}>
                  <ActionIcon
                    aria-label={t("access.removeAccount", { name: account.name })}
                    disabled={account.name === me?.name}
                    onClick={() => remove(account)}
                  >
                    <IconTrash size={15} />
                  </ActionIcon>
                </Tooltip>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(add);
        }}
      >
        <TextInput
          label={t("signIn.name")}
          required
          withAsterisk={false}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("signIn.password")}
          required
          withAsterisk={false}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Select
          label={t("access.role")}
          data={options}
          value={role}
          allowDeselect={false}
          onChange={(value) => setRole(value ?? "viewer")}
        />
        <Button type="submit" loading={change.isPending}>
          {t("action.add")}
        </Button>
      </form>
    </Panel>
  );
}
