import { Button } from "@mantine/core";
import { IconDownload, IconFlask, IconMoodEmpty } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Trial, Trigger } from "../api/types";
import { useFigures } from "../i18n/figures";
import { reasonText } from "../campaign/effect/reason";
import { EmptyState } from "../parts/EmptyState";
import { Name } from "../parts/Name";
import { offerText } from "../parts/offerText";
import { useOpened } from "../parts/useOpened";
import { Waiting } from "../parts/Waiting";
import { WideTable } from "../parts/WideTable";
import { StoryDrawer } from "./StoryDrawer";
import css from "./Trial.module.css";
import { VersusTable } from "./VersusTable";

const TrialChart = lazy(async () => ({ default: (await import("./TrialChart")).TrialChart }));

export function TrialResult({
  id,
  trial,
  policy,
  running,
  versus,
}: {
  id: string | undefined;
  trial: Trial | undefined;
  policy: boolean;
  running: boolean;
  /** What it is compared with. */
  versus: string;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { opened, open, close } = useOpened("story", "trial");
  if (id === undefined || trial === undefined) {
    return <EmptyState icon={IconFlask} title={t("trial.first")} text={t("trial.firstText")} />;
  }
  if (!running && trial.triggers.length === 0 && (trial.versus?.fired ?? 0) === 0) {
    return (
      <>
        <EmptyState
          icon={IconMoodEmpty}
          title={t("trial.nobody")}
          text={t("trial.nobodyText", {
            events: figures.whole(trial.events),
            users: figures.whole(trial.users),
          })}
        />
        <KeptBack trial={trial} />
      </>
    );
  }
  return (
    <>
      <div className={css.summary}>
        <p>
          <strong>
            {t(policy ? "trial.gotAny" : "trial.fired", {
              count: trial.firedUsers,
              shown: figures.whole(trial.firedUsers),
            })}
          </strong>{" "}
          <span className="quiet">
            {trial.users > 0 &&
              `${t("trial.share", { share: figures.percent(trial.firedUsers / trial.users) })} `}
            {t("trial.of", { events: figures.whole(trial.events), users: figures.whole(trial.users) })}
          </span>
        </p>
        {trial.firedUsers > 0 && (
          <Button
            component="a"
            href={`/api/trials/${id}/people`}
            download
            size="compact-xs"
            variant="default"
            leftSection={<IconDownload size={13} />}
          >
            {t("trial.csv")}
          </Button>
        )}
        {trial.beside > 0 && (
          <p className="quiet small">
            {t("trial.beside", { count: trial.beside, shown: figures.whole(trial.beside) })}
          </p>
        )}
        {trial.truncated && <p className="quiet small">{t("trial.truncated")}</p>}
      </div>
      {trial.versus != null && <VersusTable trial={trial} versus={versus} />}
      {trial.spans.length > 1 && (
        <Suspense fallback={<Waiting height={180} />}>
          <TrialChart trial={trial} versus={versus} />
        </Suspense>
      )}
      <KeptBack trial={trial} />
      <ul className={css.list}>
        {trial.triggers.map((trigger, index) => (
          <li key={index}>
            <TriggerLine
              trigger={trigger}
              policy={policy}
              open={() => open({ story: trigger.user, trial: id })}
            />
          </li>
        ))}
      </ul>
      <StoryDrawer trialId={id} user={opened?.trial === id ? opened.story : undefined} close={close} />
    </>
  );
}

/** What did not go out and why; of a policy, for each campaign. */
function KeptBack({ trial }: { trial: Trial }) {
  const { t } = useTranslation();
  const figures = useFigures();
  if (trial.withheld.length === 0) {
    return null;
  }
  return (
    <div className={css.kept}>
      <WideTable label={t("withheld.title")}>
        <thead>
          <tr>
            <th scope="col">{t("withheld.title")}</th>
            <th scope="col" className="number">
              {t("trial.times")}
            </th>
          </tr>
        </thead>
        <tbody>
          {trial.withheld.map(({ reason, count }) => (
            <tr key={reason}>
              <td>{reasonText(reason, t)}</td>
              <td className="number">{figures.whole(count)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      {trial.campaigns.length > 1 && (
        <WideTable label={t("campaigns.name")}>
          <thead>
            <tr>
              <th scope="col">{t("campaigns.name")}</th>
              <th scope="col" className="number">
                {t("trial.wentOut")}
              </th>
              <th scope="col" className="number">
                {t("withheld.title")}
              </th>
            </tr>
          </thead>
          <tbody>
            {trial.campaigns.map(({ campaign, fired, withheld }) => (
              <tr key={campaign}>
                <td>
                  <Name of="campaigns" id={campaign} />
                </td>
                <td className="number">{figures.whole(fired)}</td>
                <td className="number">{figures.whole(withheld)}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </div>
  );
}

function TriggerLine({ trigger, policy, open }: { trigger: Trigger; policy: boolean; open: () => void }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <button type="button" className={css.line} onClick={open} title={t("trial.open")}>
      <time dateTime={trigger.time} className="quiet">
        {figures.exact(trigger.time)}
      </time>
      <Name of="people" id={trigger.user} className={css.user} />
      <span className="quiet">
        {policy ? <Name of="campaigns" id={trigger.campaign} /> : t(`cause.${trigger.cause}`)}
      </span>
      <span className="cut">{offerText(trigger.offer)}</span>
    </button>
  );
}
