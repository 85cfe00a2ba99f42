import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { titleOf } from "../parts/titleOf";
import { WallTimeInput } from "../parts/WallTimeInput";
import { ownZone } from "../parts/zone";
import { useAttempt } from "./useAttempt";

/** Asks when a campaign is to end. */
export function EndLater({ detail, close }: { detail: { id: string; name: string }; close: () => void }) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const [time, setTime] = useState({ at: "", zone: ownZone() });
  const [note, setNote] = useState("");
  return (
    <Modal opened onClose={close} title={t("governance.endLaterTitle", { name: titleOf(detail) })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void attempt(async () => {
            await answer(
              api.POST("/api/campaigns/{id}/plan", {
                params: { path: { id: detail.id } },
                body: { action: "end", ...time, note },
              }),
            );
            return t("governance.planned");
          }, t("governance.notPlanned")).then((done) => done && close());
        }}
      >
        <WallTimeInput value={time} onChange={setTime} />
        <TextInput
          label={t("editor.note")}
          maxLength={500}
          mb="md"
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={close}>
            {t("action.cancel")}
          </Button>
          <Button type="submit">{t("governance.endLater")}</Button>
        </div>
      </form>
    </Modal>
  );
}
