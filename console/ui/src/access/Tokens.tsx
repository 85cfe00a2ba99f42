import { ActionIcon, Button, Checkbox, MultiSelect, TextInput, Tooltip } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { listedQueries } from "../api/data";
import { tokens } from "../api/queries";
import { CopyId } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { Panel } from "../parts/Panel";
import css from "./Access.module.css";

const scopes = ["read", "edit", "publish", "collect", "query"] as const;
type Scope = (typeof scopes)[number];

export function Tokens() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data, error } = useQuery(tokens);
  const [name, setName] = useState("");
  const [wanted, setWanted] = useState<Scope[]>(["collect"]);
  const [asked, setAsked] = useState<string[]>([]);
  const forQueries = wanted.includes("query");
  const { data: known } = useQuery({ ...listedQueries, enabled: forQueries });
  const refresh = () => queries.invalidateQueries({ queryKey: tokens.queryKey });
  const add = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/tokens", {
          body: { name, scopes: wanted, ...(forQueries ? { queries: asked } : {}) },
        }),
      ),
    onSuccess: () => {
      setName("");
      setAsked([]);
    },
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: (id: number) => answer(api.DELETE("/api/tokens/{id}", { params: { path: { id } } })),
    onSettled: refresh,
  });
  const secret = add.data?.token;
  return (
    <Panel title={t("access.tokens")} flush>
      {[error, add.error, remove.error].map(
        (each, index) => each !== null && <FailureNote key={index} error={each} />,
      )}
      {secret !== undefined && (
        <div className={css.secret} role="status">
          {t("access.once")}
          <div className="row">
            <code className="mono">{secret}</code>
            <CopyId value={secret} label={t("access.copyToken")} />
          </div>
        </div>
      )}
      <table className="plain">
        <tbody>
          {(data ?? []).map((token) => (
            <tr key={token.id}>
              <td>{token.name}</td>
              <td className="quiet">
                {[...token.scopes.map((scope) => scope.toLowerCase()), ...token.queries].join(", ")}
              </td>
              <td className="number">
                <Tooltip label={t("access.revoke")}>
                  <ActionIcon
                    aria-label={t("access.revokeOf", { name: token.name })}
                    onClick={() => remove.mutate(token.id)}
                  >
                    <IconTrash size={15} />
                  </ActionIcon>
                </Tooltip>
              </td>
            </tr>
          ))}
          {data?.length === 0 && (
            <tr>
              <td className="quiet">{t("access.noTokens")}</td>
            </tr>
          )}
        </tbody>
      </table>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <TextInput
          label={t("access.tokenName")}
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox.Group
          label={t("access.scopes")}
          value={wanted}
          onChange={(value) => setWanted(scopes.filter((scope) => value.includes(scope)))}
        >
          <div className="row wrap" style={{ paddingTop: 6 }}>
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={t(`scope.${scope}`)} />
            ))}
          </div>
        </Checkbox.Group>
        {forQueries && (
          <MultiSelect
            label={t("access.queries")}
            searchable
            data={(known?.queries ?? []).map((query) => query.name)}
            value={asked}
            onChange={setAsked}
          />
        )}
        <Button
          type="submit"
          loading={add.isPending}
          disabled={wanted.length === 0 || (forQueries && asked.length === 0)}
        >
          {t("access.makeToken")}
        </Button>
      </form>
    </Panel>
  );
}
