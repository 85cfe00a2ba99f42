import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type CampaignAnswer, why } from "../api/why";
import { useFigures } from "../i18n/figures";
import { FailureNote } from "../parts/FailureNote";
import { Panel } from "../parts/Panel";
import { Sheet } from "../parts/Sheet";
import { useOpened } from "../parts/useOpened";
import { usePhone } from "../parts/usePhone";
import { Waiting } from "../parts/Waiting";
import css from "./Why.module.css";
import { WhyStory } from "./WhyStory";

/** Which campaigns this person got, which not, and why: one sentence each, and on request what it stands on. */
export function Why({ user }: { user: string }) {
  const { t, i18n } = useTranslation();
  const figures = useFigures();
  const { opened, open, close } = useOpened("why");
  const [showsOthers, setShowsOthers] = useState(false);
  const chosen = opened?.why;
  const { data, error } = useQuery(why(user, i18n.language));
  const isTold = (answer: CampaignAnswer) => answer.state !== "unconcerned" || answer.campaign === chosen;
  const told = data?.campaigns.filter((answer) => showsOthers || isTold(answer)) ?? [];
  const hidden = (data?.campaigns.length ?? 0) - told.length;
  return (
    <Panel title={t("why.title")} flush>
      {error !== null ? (
        <FailureNote error={error} />
      ) : data === undefined ? (
        <Waiting height={160} />
      ) : data.campaigns.length === 0 ? (
        <p className={css.none}>{t("why.none")}</p>
      ) : (
        <>
          <ul className={css.answers}>
            {told.map((answer) => (
              <Answer
                key={answer.campaign}
                user={user}
                answer={answer}
                isChosen={answer.campaign === chosen}
                open={() => open({ why: answer.campaign })}
                close={close}
              />
            ))}
          </ul>
          {hidden > 0 && (
            <Button
              variant="subtle"
              size="compact-sm"
              className={css.others ?? ""}
              onClick={() => setShowsOthers(true)}
            >
              {t("why.others", { count: hidden })}
            </Button>
          )}
          {data.cut && <p className={css.none}>{t("why.cut", { events: figures.whole(data.events) })}</p>}
          {data.notRun > 0 && <p className={css.none}>{t("why.notRun", { count: data.notRun })}</p>}
        </>
      )}
    </Panel>
  );
}

function Answer({
  user,
  answer,
  isChosen,
  open,
  close,
}: {
  user: string;
  answer: CampaignAnswer;
  isChosen: boolean;
  open: () => void;
  close: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const phone = usePhone();
  const standing =
    answer.standing === "live"
      ? ""
      : t(`why.standing.${answer.standing}`, { time: answer.at == null ? "" : figures.shortTime(answer.at) });
  const said = (
    <>
      {standing !== "" && <span className={css.standing}>{standing} </span>}
      {answer.sentence}
    </>
  );
  const story = (
    <div className={css.story}>
      <WhyStory user={user} campaign={answer.campaign} />
      <Link className="link small" to={`/campaigns/${encodeURIComponent(answer.campaign)}`}>
        {t("why.toCampaign")}
      </Link>
    </div>
  );
  return (
    <li data-state={answer.state}>
      <button type="button" className={css.answer} aria-expanded={isChosen} onClick={isChosen ? close : open}>
        <span className={css.name}>{answer.name}</span>
        <span className={css.sentence}>{said}</span>
      </button>
      {phone ? (
        <Sheet opened={isChosen} onClose={close} title={answer.name}>
          <p className={css.told}>{said}</p>
          {story}
        </Sheet>
      ) : (
        isChosen && story
      )}
    </li>
  );
}
