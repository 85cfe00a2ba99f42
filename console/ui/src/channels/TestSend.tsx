import { Button, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChannelTest } from "../api/channels";
import { answer, api } from "../api/client";
import { useFigures } from "../i18n/figures";
import { FailureNote } from "../parts/FailureNote";
import { Panel } from "../parts/Panel";
import css from "./Channels.module.css";

const usual = JSON.stringify({ email: "me@shop.example", text: "A test of this channel." }, undefined, 2);

/** Sends a trigger that never fired, once, and shows what the receiver says. */
export function TestSend({ text, disabled }: { text: string; disabled: boolean }) {
  const { t } = useTranslation();
  const [user, setUser] = useState("test");
  const [offer, setOffer] = useState(usual);
  const object = objectOf(offer);
  const sent = useMutation({
    mutationFn: (said: Record<string, unknown>) =>
      answer(api.POST("/api/channels/test", { body: { text, user, offer: said } })),
  });
  return (
    <div className={css.test}>
      <Panel title={t("channels.test")}>
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (object !== undefined) {
              sent.mutate(object);
            }
          }}
        >
          <p className="quiet small">{t("channels.testText")}</p>
          <TextInput
            label={t("channels.user")}
            value={user}
            required
            maxLength={1_000}
            onChange={({ currentTarget }) => setUser(currentTarget.value)}
          />
          <Textarea
            label={t("channels.offer")}
            value={offer}
            autosize
            minRows={4}
            maxRows={16}
            spellCheck={false}
            classNames={{ input: "mono" }}
            error={object === undefined && t("channels.offerWrong")}
            onChange={({ currentTarget }) => setOffer(currentTarget.value)}
          />
          <div>
            <Button
              type="submit"
              variant="default"
              leftSection={<IconSend size={15} />}
              disabled={disabled || object === undefined || user === ""}
              loading={sent.isPending}
            >
              {t("channels.send")}
            </Button>
          </div>
        </form>
        {sent.error !== null && <FailureNote error={sent.error} />}
        {sent.data !== undefined && <Outcome test={sent.data} />}
      </Panel>
    </div>
  );
}

function Outcome({ test }: { test: ChannelTest }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <div className={css.outcome} role="status">
      <strong className={test.outcome === "delivered" ? css.fine : css.broken}>
        {t(`channels.outcome.${test.outcome}`)}
      </strong>
      <span>
        {test.detail}{" "}
        <span className="quiet">{t("channels.took", { time: figures.millis(test.millis) })}</span>
      </span>
      {test.unanswered.map((what) => (
        <span key={what}>{t("channels.unanswered", { what })}</span>
      ))}
      {test.body !== "" && (
        <pre aria-label={t("channels.answer")} tabIndex={0}>
          {test.body}
        </pre>
      )}
    </div>
  );
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
