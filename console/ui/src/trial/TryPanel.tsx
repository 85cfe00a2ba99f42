import {
  ActionIcon,
  Button,
  NumberInput,
  Progress,
  SegmentedControl,
  Select,
  Textarea,
  TextInput,
} from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CampaignDetail, TrialSource } from "../api/types";
import { isRunning } from "../api/queries";
import { FailureNote } from "../parts/FailureNote";
import { readEvents } from "./readEvents";
import css from "./Trial.module.css";
import { TrialResult } from "./TrialResult";
import { useTrial } from "./useTrial";
import { useVersus } from "./useVersus";

type Kind = TrialSource["kind"];

/** Runs the draft, published or not, over what really happened, or over events that are pasted. */
export function TryPanel({
  campaign,
  text,
  policy,
  broken,
  isChecked,
  close,
}: {
  /** What is known of it; nothing of one that was never saved. */
  campaign: CampaignDetail | undefined;
  text: string;
  policy: boolean;
  broken: boolean;
  /** Whether it is known of this very text whether it is broken. */
  isChecked: boolean;
  close: () => void;
}) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind>("recent");
  const [hours, setHours] = useState(6);
  const [user, setUser] = useState("");
  const [pasted, setPasted] = useState("");
  const { run, cancel, id, trial, failure, triedText } = useTrial();
  const versus = useVersus(campaign, policy);
  const [compared, setCompared] = useState("");
  const read = readEvents(pasted);
  const running = id !== undefined && failure === null && isRunning(trial?.state);
  const source = (): TrialSource =>
    kind === "recent"
      ? { kind, hours }
      : kind === "user"
        ? { kind, user: user.trim() }
        : { kind, events: read.events };
  const ready =
    !broken &&
    isChecked &&
    (kind === "recent" ||
      (kind === "user" ? user.trim() !== "" : read.events.length > 0 && read.problem === undefined));
  return (
    <section className={css.panel} aria-label={t("trial.title")}>
      <form
        className={css.ask}
        onSubmit={(event) => {
          event.preventDefault();
          run(text, source(), versus.text);
          setCompared(versus.chosen?.label ?? "");
        }}
      >
        <div className="row">
          <h2>{t("trial.title")}</h2>
          <ActionIcon className={css.close} aria-label={t("action.close")} onClick={close}>
            <IconX size={16} />
          </ActionIcon>
        </div>
        <SegmentedControl
          aria-label={t("trial.source")}
          value={kind}
          onChange={(value) => setKind(value)}
          data={(["recent", "user", "pasted"] as const).map((value) => ({
            value,
            label: t(`trial.${value}`),
          }))}
        />
        {kind === "recent" && (
          <NumberInput
            label={t("trial.hours")}
            min={1}
            max={168}
            value={hours}
            onChange={(value) => setHours(Number(value))}
          />
        )}
        {kind === "user" && (
          <TextInput
            label={t("trial.who")}
            placeholder="u-5412"
            value={user}
            onChange={(event) => setUser(event.currentTarget.value)}
          />
        )}
        {kind === "pasted" && (
          <Textarea
            label={t("trial.events")}
            description={t("trial.eventsHint")}
            placeholder={'{"user":"u1","type":"cart","time":"2026-11-20T10:00:00Z","price":251.7}'}
            error={read.problem === undefined ? undefined : t("trial.badLine", { line: read.problem })}
            autosize
            minRows={3}
            maxRows={8}
            spellCheck={false}
            value={pasted}
            onChange={(event) => setPasted(event.currentTarget.value)}
          />
        )}
        <Select
          label={t("trial.versus")}
          placeholder={t("trial.versusNone")}
          searchable
          clearable
          selectFirstOptionOnChange
          nothingFoundMessage={t("range.noCampaign")}
          error={versus.failed ? t("trial.versusFailed") : undefined}
          value={versus.chosen?.value ?? null}
          data={[
            { group: t("trial.versionsOfThis"), items: versus.versions },
            { group: t(policy ? "trial.otherPolicies" : "trial.otherCampaigns"), items: versus.others },
          ].filter(({ items }) => items.length > 0)}
          filter={({ options }) => options}
          onSearchChange={versus.type}
          onChange={versus.choose}
        />
        <div className="row">
          <Button type="submit" disabled={!ready || versus.loading || versus.failed} loading={running}>
            {t("trial.run")}
          </Button>
          {running && (
            <Button variant="subtle" color="gray" onClick={cancel}>
              {t("action.cancel")}
            </Button>
          )}
        </div>
        {broken && <span className="quiet small">{t("trial.broken")}</span>}
        {triedText !== undefined && triedText !== text && (
          <span className="quiet small">{t("trial.stale")}</span>
        )}
      </form>
      <div className={css.result}>
        {running && (
          <Progress value={100 * (trial?.progress ?? 0.02)} size={3} aria-label={t("trial.progress")} />
        )}
        {failure !== null ? (
          <FailureNote error={failure} />
        ) : (
          <TrialResult id={id} trial={trial} policy={policy} running={running} versus={compared} />
        )}
      </div>
    </section>
  );
}
