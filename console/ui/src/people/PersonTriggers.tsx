import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Trigger } from "../api/types";
import { triggers } from "../api/queries";
import { useFigures } from "../i18n/figures";
import { CopyCurl } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { offerText } from "../parts/offerText";
import { Panel } from "../parts/Panel";
import { TriggerDetail } from "../parts/TriggerDetail";
import { Waiting } from "../parts/Waiting";
import css from "./People.module.css";

export function PersonTriggers({ user }: { user: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [opened, setOpened] = useState<Trigger>();
  const { data, error } = useQuery({ ...triggers({ user, limit: 100 }), refetchInterval: 5_000 });
  return (
    <Panel
      title={t("people.got")}
      flush
      end={<CopyCurl path={`/api/triggers?user=${encodeURIComponent(user)}&limit=100`} />}
    >
      {error !== null ? (
        <FailureNote error={error} />
      ) : data === undefined ? (
        <Waiting height={120} />
      ) : data.length === 0 ? (
        <p className={css.none}>{t("people.nothing")}</p>
      ) : (
        <ul className={css.list}>
          {data.map((trigger) => (
            <li key={trigger.id}>
              <button type="button" onClick={() => setOpened(trigger)}>
                <span className="row">
                  <strong className="cut grow">{trigger.campaign}</strong>
                  <time className="quiet" dateTime={trigger.time}>
                    {figures.exact(trigger.time)}
                  </time>
                </span>
                <span className="quiet">{offerText(trigger.offer)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <TriggerDetail trigger={opened} close={() => setOpened(undefined)} />
    </Panel>
  );
}
