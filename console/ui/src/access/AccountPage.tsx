import { Alert, Button, PasswordInput, SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api } from "../api/client";
import { sentence } from "../api/failure";
import { useMay } from "../api/permission";
import { session } from "../api/queries";
import { languages, speak } from "../i18n";
import { Panel } from "../parts/Panel";
import { PageBody, PageHead } from "../shell/PageHead";
import { signOut } from "../shell/SignOut";
import css from "./Access.module.css";

/** Whoever is signed in: password, language, colours, and the way out. */
export function AccountPage() {
  const { t } = useTranslation();
  const { data: me } = useQuery({ ...session, enabled: false });
  const queries = useQueryClient();
  const mayManage = useMay("admin");
  return (
    <>
      <PageHead
        title={t("shell.account")}
        beside={
          <span className="quiet cut">
            {me?.name}
            {me?.role !== undefined && ` · ${t(`role.${me.role}`)}`}
          </span>
        }
      >
        {mayManage && (
          <Button component={Link} to="/access" variant="default">
            {t("shell.access")}
          </Button>
        )}
        <Button component={Link} to="/reference" variant="default">
          {t("shell.api")}
        </Button>
        <Button variant="default" onClick={() => void signOut(queries)}>
          {t("shell.signOut")}
        </Button>
      </PageHead>
      <PageBody>
        <div className={css.columns}>
          <PasswordPanel changeable={me?.ownPassword === true} name={me?.name ?? ""} />
          <LookPanel kept={me?.ownPassword === true} />
        </div>
      </PageBody>
    </>
  );
}

function PasswordPanel({ changeable, name }: { changeable: boolean; name: string }) {
  const { t } = useTranslation();
  const [old, setOld] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const differs = again !== "" && again !== next;
  const change = useMutation({
    mutationFn: () => answer(api.PATCH("/api/session", { body: { oldPassword: old, newPassword: next } })),
    onSuccess: () => {
      setOld("");
      setNext("");
      setAgain("");
      notifications.show({ message: t("account.passwordChanged") });
    },
  });
  return (
    <Panel title={t("signIn.password")} flush>
      {changeable ? (
        <form
          className={css.form}
          onSubmit={(event: SyntheticEvent) => {
            event.preventDefault();
            change.mutate();
          }}
        >
          <input type="hidden" name="username" autoComplete="username" value={name} />
          <PasswordInput
            label={t("account.oldPassword")}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={old}
            onChange={(event) => setOld(event.currentTarget.value)}
          />
          <PasswordInput
            label={t("account.newPassword")}
            autoComplete="new-password"
            required
            minLength={8}
            withAsterisk={false}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          <PasswordInput
            label={t("account.newAgain")}
            autoComplete="new-password"
            required
            withAsterisk={false}
            error={differs ? t("account.differs") : undefined}
            value={again}
            onChange={(event) => setAgain(event.currentTarget.value)}
          />
          <Button type="submit" loading={change.isPending} disabled={differs || again === ""}>
            {t("account.change")}
          </Button>
          <p className={`${css.note ?? ""} quiet small`}>{t("account.passwordText")}</p>
          {change.error !== null && (
            <Alert color="red" variant="light" role="alert" className={css.note ?? ""}>
              {sentence(change.error)}
            </Alert>
          )}
        </form>
      ) : (
        <p className={css.none}>{t("account.noPassword")}</p>
      )}
    </Panel>
  );
}

function LookPanel({ kept }: { kept: boolean }) {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choose = (language: string) => {
    const failed = (error: unknown) =>
      notifications.show({ color: "red", title: t("parts.failed"), message: sentence(error) });
    speak(language).catch(failed);
    if (kept) {
      void answer(api.PATCH("/api/session", { body: { language } })).catch(failed);
    }
  };
  return (
    <Panel title={t("account.look")} flush>
      <div className={css.look}>
        <div>
          <div className={css.label}>{t("shell.language")}</div>
          <SegmentedControl
            aria-label={t("shell.language")}
            value={i18n.language}
            data={languages.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={choose}
          />
        </div>
        <div>
          <div className={css.label}>{t("account.colours")}</div>
          <SegmentedControl
            aria-label={t("account.colours")}
            value={colorScheme}
            data={(["auto", "light", "dark"] as const).map((value) => ({
              value,
              label: t(`account.scheme.${value}`),
            }))}
            onChange={(value) => setColorScheme(value)}
          />
        </div>
      </div>
    </Panel>
  );
}
