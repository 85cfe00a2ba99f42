import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { versions } from "../api/queries";
import type { Matched, Trigger } from "../api/types";
import { useFigures } from "../i18n/figures";
import { CopyId } from "./CopyId";
import { EventProperties, EventType } from "./EventText";
import { Name, NamedLink } from "./Name";
import css from "./TriggerDetail.module.css";
import { Sheet } from "./Sheet";
import { offerText } from "./offerText";

/** One trigger: what went out, and which events made it. */
export function TriggerDetail({ trigger, close }: { trigger: Trigger | undefined; close: () => void }) {
  return (
    <Sheet
      opened={trigger !== undefined}
      onClose={close}
      title={trigger === undefined ? "" : <Name of="campaigns" id={trigger.campaign} />}
    >
      {trigger !== undefined && <Body trigger={trigger} />}
    </Sheet>
  );
}

function Body({ trigger }: { trigger: Trigger }) {
  const { t } = useTranslation();
  const figures = useFigures();
  // Triggers have the number of the job, which also counts pauses.
  const { data } = useQuery(versions(trigger.campaign));
  // A version that the job has refused has the number of the one that stayed.
  const version = data?.find(
    ({ jobVersion, jobState }) => jobVersion === trigger.version && jobState !== "refused",
  );
  const measures = Object.entries(trigger.measures);
  return (
    <div className={css.body}>
      <p className={css.offer}>{offerText(trigger.offer)}</p>
      <dl className={css.facts}>
        <dt>{t("trigger.person")}</dt>
        <dd>
          <NamedLink of="people" id={trigger.user} />
        </dd>
        <dt>{t("trigger.time")}</dt>
        <dd>{figures.exact(trigger.time)}</dd>
        <dt>{t("trigger.why")}</dt>
        <dd>{t(`cause.${trigger.cause}`)}</dd>
        <dt>{t("trigger.campaign")}</dt>
        <dd>
          <NamedLink of="campaigns" id={trigger.campaign} />{" "}
          {version !== undefined && t("campaigns.version", { number: version.number })}
        </dd>
        <dt>{t("trigger.id")}</dt>
        <dd className="row">
          <span className="mono cut">{trigger.id}</span>
          <CopyId value={trigger.id} />
        </dd>
        {measures.map(([name, value]) => (
          <Fact key={name} name={name} value={JSON.stringify(value)} />
        ))}
      </dl>
      <h3>{t("trigger.matched")}</h3>
      {Object.entries(trigger.matched).map(([step, matched]) => (
        <div key={step} className={css.step}>
          <strong>{step}</strong>
          <MatchedEvents matched={matched} />
        </div>
      ))}
      <details>
        <summary>{t("trigger.raw")}</summary>
        <pre className={css.raw}>{JSON.stringify(trigger, null, 2)}</pre>
      </details>
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function MatchedEvents({ matched }: { matched: Matched }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return Array.isArray(matched) ? (
    matched.map((event) => (
      <div key={event.id} className={css.event}>
        <time dateTime={event.time}>{figures.clock(event.time)}</time> <EventType type={event.type} />{" "}
        <span className="quiet">
          <EventProperties event={event} />
        </span>
      </div>
    ))
  ) : (
    <div className={css.event}>
      {t("trigger.counted", {
        count: matched.count,
        first: figures.clock(matched.first),
        last: figures.clock(matched.last),
      })}
    </div>
  );
}
