import { Button, Modal, NumberInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import type { components } from "../api/schema";
import { FailureNote } from "../parts/FailureNote";

interface Props {
  token: { id: number; name: string };
  onClose: () => void;
  onDone: (made: components["schemas"]["MadeToken"]) => void;
}

/** Asks how long the old text of a token is to open the same, and gives it another. */
export function RotateForm({ token, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const [hours, setHours] = useState<number | string>(24);
  const rotate = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/tokens/{id}/rotate", {
          params: { path: { id: token.id } },
          body: typeof hours === "number" ? { graceHours: hours } : {},
        }),
      ),
    onSuccess: onDone,
  });
  return (
    <Modal opened onClose={onClose} title={t("token.rotateOf", { name: token.name })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          rotate.mutate();
        }}
      >
        <p style={{ marginTop: 0 }}>{t("token.rotateText")}</p>
        {rotate.error !== null && <FailureNote error={rotate.error} />}
        <NumberInput
          label={t("token.grace")}
          min={0}
          max={720}
          allowDecimal={false}
          clampBehavior="strict"
          required
          withAsterisk={false}
          value={hours}
          onChange={setHours}
        />
        <div className="row" style={{ justifyContent: "flex-end", marginTop: 12 }}>
          <Button variant="default" onClick={onClose}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" loading={rotate.isPending}>
            {t("token.rotate")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
