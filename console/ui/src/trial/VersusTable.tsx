import { useTranslation } from "react-i18next";
import type { Trial } from "../api/types";
import { useFigures } from "../i18n/figures";
import { WideTable } from "../parts/WideTable";
import css from "./Trial.module.css";

/** What is tried beside another text, over the same events: how many people, how many offers, and who gets both. */
export function VersusTable({ trial, versus: name }: { trial: Trial; versus: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { versus } = trial;
  if (versus == null) {
    return null;
  }
  const share = (people: number) => (trial.users === 0 ? "–" : figures.percent(people / trial.users));
  const rows = [
    {
      name: t("trial.thisOne"),
      people: trial.firedUsers,
      offers: trial.fired,
      only: trial.firedUsers - versus.sharedUsers,
    },
    {
      name,
      people: versus.firedUsers,
      offers: versus.fired,
      only: versus.firedUsers - versus.sharedUsers,
    },
  ];
  return (
    <div className={css.versus}>
      <WideTable label={t("trial.compared")}>
        <thead>
          <tr>
            <th scope="col">{t("trial.compared")}</th>
            <th scope="col" className="number">
              {t("trial.people")}
            </th>
            <th scope="col" className="number">
              {t("trial.shareOfAll")}
            </th>
            <th scope="col" className="number">
              {t("trial.offers")}
            </th>
            <th scope="col" className="number">
              {t("trial.onlyHere")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, people, offers, only }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="number">{figures.whole(people)}</td>
              <td className="number">{share(people)}</td>
              <td className="number">{figures.whole(offers)}</td>
              <td className="number">{figures.whole(only)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <p className="quiet small">
        {t("trial.both", { count: versus.sharedUsers, shown: figures.whole(versus.sharedUsers) })}
      </p>
    </div>
  );
}
