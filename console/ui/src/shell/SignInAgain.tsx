import { Alert, Button, Modal, PasswordInput } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { asksToSignIn } from "../api/again";
import { answer, api } from "../api/client";
import { Failure, sentence } from "../api/failure";
import { providers, session } from "../api/queries";

/** Stands over a page whose session is over, so that what was typed there is not lost. */
export function SignInAgain({ name }: { name: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [password, setPassword] = useState("");
  const heard = useRef<(done: boolean) => void>(undefined);
  const { data: others } = useQuery({ ...providers, enabled: opened });
  useEffect(
    () =>
      asksToSignIn(
        () =>
          new Promise((resolve) => {
            heard.current = resolve;
            setOpened(true);
          }),
      ),
    [],
  );
  const done = (me: Awaited<ReturnType<NonNullable<typeof session.queryFn>>>) => {
    if (me.name !== name) {
      // What was typed here is not of whoever is signed in now, and is not sent in their name.
      location.reload();
      return;
    }
    queries.setQueryData(session.queryKey, me);
    setPassword("");
    setOpened(false);
    heard.current?.(true);
  };
  const signIn = useMutation({
    mutationFn: () => answer(api.POST("/api/session", { body: { name, password } })),
    onSuccess: done,
  });
  // Whoever signs in by a provider does so in another tab.
  const look = useMutation({ mutationFn: () => answer(api.GET("/api/session")), onSuccess: done });
  useWindowEvent("focus", () => {
    if (opened && (others?.length ?? 0) > 0) {
      look.mutate();
    }
  });
  const refused = signIn.error instanceof Failure && signIn.error.status === 401;
  return (
    <Modal
      opened={opened}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      size="sm"
      title={t("signIn.again")}
    >
      <form
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          signIn.mutate();
        }}
      >
        <p style={{ marginTop: 0 }}>{t("signIn.againText")}</p>
        <input type="hidden" name="username" autoComplete="username" value={name} />
        <PasswordInput
          label={t("signIn.passwordOf", { name })}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          data-autofocus
        />
        {signIn.error !== null && (
          <Alert color="red" variant="light" role="alert" mt={10}>
            {refused ? t("signIn.refused") : sentence(signIn.error)}
          </Alert>
        )}
        <div className="row wrap" style={{ marginTop: 14 }}>
          <Button type="submit" loading={signIn.isPending}>
            {t("signIn.action")}
          </Button>
          {others?.map(({ name: provider, url }) => (
            <Button key={url} component="a" href={url} target="_blank" rel="noreferrer" variant="default">
              {t("signIn.with", { provider })}
            </Button>
          ))}
          <Button variant="subtle" color="gray" onClick={() => location.reload()}>
            {t("signIn.other")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
