import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
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
  const [params, setParams] = useSearchParams();
  const chosen = params.get("why");
  const choose = (campaign: string | null) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        if (campaign === null) {
          next.delete("why");
        } else {
          next.set("why", campaign);
        }
        return next;
      },
      { replace: true },
    );
  const [search, setSearch] = useState("");
  const { data: list } = useQuery(
    campaigns({ q: search, state: "", sort: "-changed", offset: 0, limit: 30 }),
  );
  const { data: detail, error: unknown } = useQuery({ ...campaign(chosen ?? ""), enabled: chosen !== null });
  const { run, id, trial, failure, triedText } = useTrial();
  const text = detail?.text ?? detail?.draft;
  useEffect(() => {
    if (text != null) {
      run(text, { kind: "user", user });
    }
    // The trial starts when a campaign's text has come, and not again when only `run` is a new function.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [chosen, text, user]);
  // Until the text of another campaign has come, what is told is of the one before.
  const isOfChosen = text != null && triedText === text;
  const ready = isOfChosen && id !== undefined && trial !== undefined && !isRunning(trial.state);
  const told = useQuery({ ...story(id ?? "", user), enabled: ready });
  const error = unknown ?? failure ?? told.error;
  const options = (list?.items ?? []).map((item) => ({ value: item.id, label: titleOf(item) }));
  if (chosen !== null && !options.some(({ value }) => value === chosen)) {
    options.unshift({ value: chosen, label: detail === undefined ? chosen : titleOf(detail) });
  }
  return (
    <Panel
      title={t("people.why")}
      end={
        <Select
          aria-label={t("people.campaign")}
          placeholder={t("people.campaign")}
          searchable
          w="min(240px, 50vw)"
          value={chosen}
          onChange={choose}
          onSearchChange={setSearch}
          data={options}
          filter={({ options }) => options}
        />
      }
    >
      {chosen === null ? (
        <p className={css.none}>{t("people.chooseCampaign")}</p>
      ) : error !== null ? (
        <FailureNote error={error} />
      ) : told.data === undefined || !isOfChosen ? (
        <Waiting height={160} />
      ) : (
        <StoryView entries={told.data} />
      )}
    </Panel>
  );
}
