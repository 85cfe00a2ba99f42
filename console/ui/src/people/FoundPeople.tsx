import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { mostPeople, peopleFile } from "../api/queries";
import type { FoundPerson } from "../api/types";
import { Download } from "../parts/Download";
import { personPath } from "../parts/personPath";
import { Panel } from "../parts/Panel";
import { RelativeTime } from "../parts/RelativeTime";
import { reasonsOf } from "./fields";
import css from "./People.module.css";

export function FoundPeople({
  people,
  more,
  typed,
}: {
  people: FoundPerson[];
  more: boolean;
  typed: string;
}) {
  const { t } = useTranslation();
  return (
    <Panel
      title={t(typed.trim() === "" ? "people.latest" : "people.found")}
      flush
      end={<Download name="people" most={mostPeople} ask={(format) => peopleFile(typed, format)} />}
    >
      <ul className={css.people}>
        {people.map(({ user, name, profile, lastSeen }) => (
          <li key={user}>
            <Link className={css.personLink ?? ""} to={personPath(user)}>
              <span className={css.who}>
                <strong>{name ?? user}</strong>
                {name != null && <span className="quiet">{user}</span>}
              </span>
              <span className={css.because}>
                {reasonsOf(profile, typed).map((field) => (
                  <span key={field.name}>
                    <span className="quiet">{field.name}</span> {field.text}
                  </span>
                ))}
              </span>
              <span className="quiet small">
                {lastSeen == null ? t("people.neverSeen") : <RelativeTime time={lastSeen} />}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {more && <p className={css.none}>{t("people.more")}</p>}
    </Panel>
  );
}
