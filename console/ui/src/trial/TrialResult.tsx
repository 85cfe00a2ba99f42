import { IconFlask, IconMoodEmpty } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Trial, Trigger } from "../api/types";
import { useFigures } from "../i18n/figures";
import { Bars } from "../parts/Bars";
import { EmptyState } from "../parts/EmptyState";
import { offerText } from "../parts/offerText";
import { StoryDrawer } from "./StoryDrawer";
import css from "./Trial.module.css";

export function TrialResult({
  id,
  trial,
  running,
}: {
  id: string | undefined;
  trial: Trial | undefined;
  running: boolean;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [user, setUser] = useState<string>();
  if (id === undefined || trial === undefined) {
    return <EmptyState icon={IconFlask} title={t("trial.first")} text={t("trial.firstText")} />;
  }
  if (!running && trial.triggers.length === 0) {
    return (
      <EmptyState
        icon={IconMoodEmpty}
        title={t("trial.nobody")}
        text={t("trial.nobodyText", {
          events: figures.whole(trial.events),
          users: figures.whole(trial.users),
        })}
      />
    );
  }
  return (
    <>
      <div className={css.summary}>
        <p>
          <strong>
            {t("trial.fired", { count: trial.firedUsers, shown: figures.whole(trial.firedUsers) })}
          </strong>{" "}
          <span className="quiet">
            {t("trial.of", { events: figures.whole(trial.events), users: figures.whole(trial.users) })}
          </span>
        </p>
        {trial.perHour.length > 1 && <Bars values={trial.perHour} label={t("trial.perHour")} />}
      </div>
      <ul className={css.list}>
        {trial.triggers.map((trigger, index) => (
          <li key={index}>
            <TriggerLine trigger={trigger} open={() => setUser(trigger.user)} />
          </li>
        ))}
      </ul>
      <StoryDrawer trialId={id} user={user} close={() => setUser(undefined)} />
    </>
  );
}

function TriggerLine({ trigger, open }: { trigger: Trigger; open: () => void }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <button type="button" className={css.line} onClick={open} title={t("trial.open")}>
      <time dateTime={trigger.time} className="quiet">
        {figures.exact(trigger.time)}
      </time>
      <span className={css.user}>{trigger.user}</span>
      <span className="quiet">{t(`cause.${trigger.cause}`)}</span>
      <span className="cut">{offerText(trigger.offer)}</span>
    </button>
  );
}
