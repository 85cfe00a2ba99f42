import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { whyCampaign } from "../api/why";
import { FailureNote } from "../parts/FailureNote";
import { Waiting } from "../parts/Waiting";
import { StoryView } from "../trial/StoryView";
import css from "./Why.module.css";

/** The few events that one campaign's answer stands on; on request, all of them. */
export function WhyStory({ user, campaign }: { user: string; campaign: string }) {
  const { t, i18n } = useTranslation();
  const [all, setAll] = useState(false);
  const { data, error } = useQuery(whyCampaign(user, campaign, i18n.language, all));
  if (error !== null) {
    return <FailureNote error={error} />;
  }
  if (data === undefined) {
    return <Waiting height={80} />;
  }
  return (
    <>
      {data.answer.standing !== "live" && data.answer.sentence !== "" && (
        <p className={css.would}>{t("why.would", { sentence: data.answer.sentence })}</p>
      )}
      {data.shown.length === 0 ? (
        <p className="quiet small">{t("why.nothing")}</p>
      ) : (
        <StoryView entries={data.shown} />
      )}
      {!all && data.events > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
          {t("why.all", { count: data.events })}
        </Button>
      )}
    </>
  );
}
