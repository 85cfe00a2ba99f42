import { ActionIcon, Button, Checkbox, MultiSelect, NumberInput, TextInput, Tooltip } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { IconRefresh, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { listedQueries } from "../api/data";
import { tokens } from "../api/queries";
import type { components } from "../api/schema";
import { useFigures } from "../i18n/figures";
import { CopyId } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { Panel } from "../parts/Panel";
import { RelativeTime } from "../parts/RelativeTime";
import css from "./Access.module.css";
import { RotateForm } from "./RotateForm";
import { Snippets } from "./Snippets";

const scopes = ["read", "edit", "publish", "collect", "query"] as const;
type Scope = (typeof scopes)[number];

type MadeToken = components["schemas"]["MadeToken"];
type ListedToken = components["schemas"]["ListedToken"];

export function Tokens() {
  const { t } = useTranslation();
  const figures = useFigures();
  const queries = useQueryClient();
  const { data, error } = useQuery(tokens);
  const [name, setName] = useState("");
  const [wanted, setWanted] = useState<Scope[]>(["collect"]);
  const [asked, setAsked] = useState<string[]>([]);
  const [days, setDays] = useState<number | string>("");
  const forQueries = wanted.includes("query");
  const { data: known } = useQuery({ ...listedQueries, enabled: forQueries });
  const refresh = () => queries.invalidateQueries({ queryKey: tokens.queryKey });
  const add = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/tokens", {
          body: {
            name,
            scopes: wanted,
            ...(forQueries ? { queries: asked } : {}),
            ...(typeof days === "number" ? { days } : {}),
          },
        }),
      ),
    onSuccess: (token) => {
      setMade(token);
      setName("");
      setAsked([]);
    },
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: (id: number) => answer(api.DELETE("/api/tokens/{id}", { params: { path: { id } } })),
    onSettled: refresh,
  });
  const askToRemove = (token: ListedToken) =>
    modals.openConfirmModal({
      title: t("governance.tokenTitle", { name: token.name }),
      children: (
        <p style={{ marginTop: 0 }}>
          {t("governance.tokenText")}{" "}
          {token.lastUsed != null && (
            <>
              {t("access.used")} <RelativeTime time={token.lastUsed} />.
            </>
          )}
        </p>
      ),
      labels: { confirm: t("action.remove"), cancel: t("action.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => remove.mutate(token.id),
    });
  const [rotating, setRotating] = useState<{ id: number; name: string }>();
  const [made, setMade] = useState<MadeToken>();
  return (
    <Panel title={t("access.tokens")} flush>
      {[error, add.error, remove.error].map(
        (each, index) => each !== null && <FailureNote key={index} error={each} />,
      )}
      {made !== undefined && (
        <div className={css.secret}>
          <div role="status">
            <strong>{made.name}</strong> {t("access.once")}
            {made.oldUntil != null && <div>{t("token.stays", { time: figures.exact(made.oldUntil) })}</div>}
            <div className="row">
              <code className="mono">{made.token}</code>
              <CopyId value={made.token} label={t("access.copyToken")} />
            </div>
          </div>
          <Snippets token={made.token} scopes={made.scopes} />
        </div>
      )}
      {rotating !== undefined && (
        <RotateForm
          token={rotating}
          onClose={() => setRotating(undefined)}
          onDone={(token) => {
            setRotating(undefined);
            setMade(token);
            void refresh();
          }}
        />
      )}
      <table className={`plain ${css.tokens}`}>
        <tbody>
          {(data ?? []).map((token) => (
            <tr key={token.id}>
              <td>{token.name}</td>
              <td className="quiet">
                {[...token.scopes.map((scope) => scope.toLowerCase()), ...token.queries].join(", ")}
              </td>
              <td className="quiet small">
                <div>
                  {t("access.made")} <RelativeTime time={token.created} />{" "}
                  {t("campaigns.by", { who: token.createdBy })}
                </div>
                <div>
                  {token.lastUsed == null ? (
                    t("access.neverUsed")
                  ) : (
                    <>
                      {t("access.used")} <RelativeTime time={token.lastUsed} />
                    </>
                  )}
                </div>
                {token.rotated != null && (
                  <div>
                    {t("token.rotated")} <RelativeTime time={token.rotated} />
                  </div>
                )}
                {token.oldUntil != null && (
                  <div>
                    <div>{t("token.oldUntil", { time: figures.exact(token.oldUntil) })}</div>
                    {token.oldUsed == null ? (
                      t("token.oldUnused")
                    ) : (
                      <>
                        {t("token.oldUsed")} <RelativeTime time={token.oldUsed} />
                      </>
                    )}
                  </div>
                )}
                {token.expires != null && (
                  <div>
                    {t("access.ends")} <RelativeTime time={token.expires} />
                  </div>
                )}
              </td>
              <td className="number">
                <Tooltip label={t("token.rotate")}>
                  <ActionIcon
                    aria-label={t("token.rotateOf", { name: token.name })}
                    onClick={() => setRotating(token)}
                  >
                    <IconRefresh size={15} />
                  </ActionIcon>
                </Tooltip>
                <Tooltip label={t("access.revoke")}>
                  <ActionIcon
                    aria-label={t("access.revokeOf", { name: token.name })}
                    onClick={() => askToRemove(token)}
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
        <NumberInput
          label={t("access.days")}
          placeholder={t("access.never")}
          min={1}
          max={3650}
          allowDecimal={false}
          value={days}
          onChange={setDays}
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
