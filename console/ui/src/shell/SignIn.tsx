import { Alert, Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api } from "../api/client";
import { Failure, sentence } from "../api/failure";
import { providers, session } from "../api/queries";
import { Mark } from "./Mark";
import css from "./SignIn.module.css";

export function SignIn() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: others } = useQuery(providers);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationFn: () => answer(api.POST("/api/session", { body: { name, password } })),
    onSuccess: () => queries.resetQueries({ queryKey: session.queryKey }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  const refused = signIn.error instanceof Failure && signIn.error.status === 401;
  return (
    <div className={css.page}>
      <form className={css.form} onSubmit={submit}>
        <div className="row">
          <Mark size={30} />
          <h1>{t("signIn.title")}</h1>
        </div>
        <TextInput
          label={t("signIn.name")}
          name="username"
          autoComplete="username"
          required
          withAsterisk={false}
          size="sm"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <PasswordInput
          label={t("signIn.password")}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          size="sm"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {signIn.error !== null && (
          <Alert color="red" variant="light" role="alert">
            {refused ? t("signIn.refused") : sentence(signIn.error)}
          </Alert>
        )}
        <Button type="submit" size="sm" loading={signIn.isPending} fullWidth>
          {t("signIn.action")}
        </Button>
        {others?.map(({ name: provider, url }) => (
          <Button key={url} component="a" href={url} variant="default" size="sm" fullWidth>
            {t("signIn.with", { provider })}
          </Button>
        ))}
        <p className="quiet small">{t("signIn.first")}</p>
        <p className="small">
          <Link to="/shop">{t("signIn.shop")}</Link>
        </p>
      </form>
    </div>
  );
}
