import { Button, Modal, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import type { AskedApproval } from "../api/governance";
import { useMay } from "../api/permission";
import { session } from "../api/queries";
import type { CampaignDetail } from "../api/types";
import { RelativeTime } from "../parts/RelativeTime";
import { Waiting } from "../parts/Waiting";
import { useNow } from "../parts/useNow";
import { zonedTime } from "../parts/zonedTime";
import css from "./Governance.module.css";
import { useAttempt } from "./useAttempt";

const Differences = lazy(async () => ({ default: (await import("./Differences")).Differences }));

/** That somebody asks for the draft to be published, or that somebody refused it, and what can be done. */
export function ApprovalNote({ detail, asked }: { detail: CampaignDetail; asked: AskedApproval }) {
  const { t, i18n } = useTranslation();
  const { data: me } = useQuery({ ...session, enabled: false });
  const mayPublish = useMay("publisher");
  const mayEdit = useMay("editor");
  const attempt = useAttempt();
  const now = useNow();
  const [deciding, setDeciding] = useState<"approve" | "refuse">();
  const id = detail.id;
  const path = { params: { path: { id } } };
  const isOpen = asked.state === "open";
  const own = me !== undefined && (asked.askedBy === me.name || asked.writtenBy.includes(me.name));
  const time =
    asked.at === undefined || asked.zone === undefined
      ? undefined
      : zonedTime(i18n.language, asked.at, asked.zone);
  return (
    <div className={css.note} role="status" data-state={asked.state}>
      <div className={css.said}>
        <strong>
          {isOpen
            ? t(time === undefined ? "governance.waitsFor" : "governance.waitsForTime", {
                who: asked.askedBy,
                time,
              })
            : t("governance.refused", { who: asked.settledBy ?? "" })}
        </strong>{" "}
        <span className="quiet small">
          <RelativeTime time={isOpen ? asked.asked : (asked.settled ?? asked.asked)} />
        </span>
        {(isOpen ? asked.note : asked.answer) !== "" && <div>{isOpen ? asked.note : asked.answer}</div>}
        {isOpen && asked.outdated && <div>{t("governance.outdated")}</div>}
        {isOpen && !asked.outdated && asked.at !== undefined && Date.parse(asked.at) <= now && (
          <div>{t("governance.passed")}</div>
        )}
        {isOpen && !asked.outdated && mayPublish && own && (
          <div className="quiet small">{t("governance.own")}</div>
        )}
      </div>
      {isOpen && (
        <div className="row wrap">
          {mayPublish && !own && !asked.outdated && (
            <Button size="compact-sm" onClick={() => setDeciding("approve")}>
              {t("governance.approve")}
            </Button>
          )}
          {mayPublish && !own && (
            <Button size="compact-sm" variant="default" onClick={() => setDeciding("refuse")}>
              {t("governance.refuse")}
            </Button>
          )}
          {mayEdit && own && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() =>
                void attempt(async () => {
                  await answer(api.DELETE("/api/campaigns/{id}/approval", path));
                  return "";
                })
              }
            >
              {t("governance.withdraw")}
            </Button>
          )}
        </div>
      )}
      {deciding !== undefined && (
        <Decision
          kind={deciding}
          detail={detail}
          close={() => setDeciding(undefined)}
          decide={(note) =>
            attempt(async () => {
              const body = { revision: asked.revision, note };
              if (deciding === "refuse") {
                await answer(api.POST("/api/campaigns/{id}/approval/refuse", { ...path, body }));
                return "";
              }
              const { version } = await answer(
                api.POST("/api/campaigns/{id}/approval/approve", { ...path, body }),
              );
              return version === undefined
                ? t("governance.approvedLater")
                : t("governance.approved", { version });
            })
          }
        />
      )}
    </div>
  );
}

function Decision({
  kind,
  detail,
  close,
  decide,
}: {
  kind: "approve" | "refuse";
  detail: CampaignDetail;
  close: () => void;
  decide: (note: string) => Promise<boolean>;
}) {
  const { t } = useTranslation();
  const [note, setNote] = useState("");
  const [isBusy, setBusy] = useState(false);
  return (
    <Modal opened onClose={close} size="lg" title={t(`governance.${kind}Title`)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setBusy(true);
          void decide(note.trim()).then(close);
        }}
      >
        <TextInput
          label={t(kind === "approve" ? "governance.approveNote" : "governance.refuseNote")}
          maxLength={500}
          required={kind === "refuse"}
          withAsterisk={false}
          data-autofocus
          mb="md"
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <Suspense fallback={<Waiting height={160} />}>
          <Differences before={detail.text ?? ""} after={detail.draft ?? ""} />
        </Suspense>
        <div className="row" style={{ justifyContent: "flex-end", marginTop: 14 }}>
          <Button variant="default" onClick={close}>
            {t("action.cancel")}
          </Button>
          <Button
            type="submit"
            loading={isBusy}
            disabled={kind === "refuse" && note.trim() === ""}
            {...(kind === "refuse" ? { color: "red" } : {})}
          >
            {t(`governance.${kind}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
