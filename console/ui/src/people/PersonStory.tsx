import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { campaign, campaigns, isRunning, story } from "../api/queries";
import { FailureNote } from "../parts/FailureNote";
import { Panel } from "../parts/Panel";
import { Waiting } from "../parts/Waiting";
import { StoryView } from "../trial/StoryView";
import { useTrial } from "../trial/useTrial";
import css from "./People.module.css";
import { titleOf } from "../parts/titleOf";

/** Why this person got a campaign, or why not: the campaign is run over the person's events, and tells. */
export function PersonStory({ user }: { user: string }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const [search, setSearch] = useState("");
  const { data: list } = useQuery(
    campaigns({ q: search, state: "", sort: "-changed", offset: 0, limit: 30 }),
  );
  const { data: detail, error: unknown } = useQuery({ ...campaign(chosen ?? ""), enabled: chosen !== null });
  const { run, id, trial, failure } = useTrial();
  const text = detail?.text ?? detail?.draft;
  useEffect(() => {
    if (text != null) {
      run(text, { kind: "user", user });
    }
    // The trial starts when a campaign's text has come, and not again when only `run` is a new function.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text, user]);
  const ready = id !== undefined && trial !== undefined && !isRunning(trial.state);
  const told = useQuery({ ...story(id ?? "", user), enabled: ready });
  const error = unknown ?? failure ?? told.error;
  return (
    <Panel
      title={t("people.why")}
      end={
        <Select
          aria-label={t("people.campaign")}
          placeholder={t("people.campaign")}
          searchable
          w={240}
          value={chosen}
          onChange={setChosen}
          onSearchChange={setSearch}
          data={(list?.items ?? []).map((item) => ({ value: item.id, label: titleOf(item) }))}
          filter={({ options }) => options}
        />
      }
    >
      {chosen === null ? (
        <p className={css.none}>{t("people.chooseCampaign")}</p>
      ) : error !== null ? (
        <FailureNote error={error} />
      ) : told.data === undefined ? (
        <Waiting height={160} />
      ) : (
        <StoryView entries={told.data} />
      )}
    </Panel>
  );
}
