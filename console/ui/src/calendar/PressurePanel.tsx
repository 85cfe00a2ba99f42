import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { offersByWeek } from "../api/calendar";
import { queryPath } from "../api/ask";
import { useFigures } from "../i18n/figures";
import { CopyCurl } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { Panel } from "../parts/Panel";
import { Waiting } from "../parts/Waiting";
import { WideTable } from "../parts/WideTable";
import css from "./Calendar.module.css";
import { most, type Pressure, pressures } from "./weeks";

/** How many offers people got in each week. */
export function PressurePanel({ days }: { days: number }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(offersByWeek(days));
  return (
    <Panel
      title={t("calendar.pressure")}
      flush
      end={<CopyCurl path={queryPath("offers-by-week", { lately: `${days}d` })} />}
    >
      {error !== null ? (
        <FailureNote error={error} again={() => void refetch()} />
      ) : data === undefined ? (
        <Waiting height={160} />
      ) : (
        <PressureTable weeks={pressures(data)} />
      )}
    </Panel>
  );
}

function PressureTable({ weeks }: { weeks: Pressure[] }) {
  const { t } = useTranslation();
  const figures = useFigures();
  if (weeks.length === 0) {
    return <p className={css.none}>{t("calendar.noOffers")}</p>;
  }
  const name = (index: number) =>
    index === most - 1 ? t("calendar.orMore", { count: most }) : figures.whole(index + 1);
  return (
    <>
      <p className={css.hint}>{t("calendar.pressureHint")}</p>
      <WideTable label={t("calendar.byOffers")}>
        <thead>
          <tr>
            <th scope="col">{t("calendar.week")}</th>
            <th scope="col" className="number">
              {t("calendar.people")}
            </th>
            <th scope="col" className="number">
              {t("calendar.each")}
            </th>
            <th scope="col" className={css.shares}>
              {t("calendar.byOffers")}
            </th>
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.week}>
              <td>{figures.utcDay(week.week)}</td>
              <td className="number">{figures.whole(week.all)}</td>
              <td className="number">{figures.rate(week.offers / week.all)}</td>
              <td className={css.shares}>
                <ul className={css.stack}>
                  {week.people.map(
                    (people, index) =>
                      people > 0 && (
                        <li
                          key={index}
                          data-offers={index + 1}
                          style={{ flexGrow: people }}
                          title={t("calendar.got", {
                            count: people,
                            people: figures.whole(people),
                            offers: name(index),
                          })}
                        >
                          <span className="visually-hidden">
                            {t("calendar.got", {
                              count: people,
                              people: figures.whole(people),
                              offers: name(index),
                            })}
                          </span>
                        </li>
                      ),
                  )}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <ul className={css.legend}>
        {Array.from({ length: most }, (_, index) => (
          <li key={index}>
            <span className={css.shade} data-offers={index + 1} aria-hidden /> {name(index)}
          </li>
        ))}
      </ul>
    </>
  );
}
