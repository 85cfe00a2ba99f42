import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Snapshot } from "../api/types";
import { EventType } from "../parts/EventText";
import { Name } from "../parts/Name";
import { Panel } from "../parts/Panel";
import { personPath } from "../parts/personPath";
import { RelativeTime } from "../parts/RelativeTime";
import { Shares } from "../parts/Shares";
import css from "./Live.module.css";
import { thingOf } from "./thingOf";

export function Panels({ panels }: { panels: Snapshot["panels"] }) {
  const { t } = useTranslation();
  return (
    <div className={css.panels}>
      <Panel title={t("live.pages")} flush>
        <Shares
          values={panels.topPages}
          empty={t("live.noPages")}
          shown={(page) => <Name of="things" id={thingOf(page)} text={page} />}
        />
      </Panel>
      <Panel title={t("live.categories")} flush>
        <Shares values={panels.categories} empty={t("live.noCategories")} />
      </Panel>
      <Panel title={t("live.devices")} flush>
        <Shares values={panels.devices} empty={t("live.noDevices")} />
      </Panel>
      <Panel title={t("live.latest")} flush>
        {panels.latestVisitors.length === 0 ? (
          <p className={css.quietNote}>{t("live.noVisitors")}</p>
        ) : (
          <ul className={css.top}>
            {panels.latestVisitors.map(({ user, time, type }) => (
              <li key={user}>
                <Link className="link cut grow" to={personPath(user)}>
                  <Name of="people" id={user} />
                </Link>
                <span className="cut quiet">
                  <EventType type={type} />
                </span>
                <span className="quiet">
                  <RelativeTime time={time} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}
