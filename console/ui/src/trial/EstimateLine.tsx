import { useTranslation } from "react-i18next";
import { sentence } from "../api/failure";
import type { Estimate } from "../api/types";
import { useFigures } from "../i18n/figures";
import css from "./Trial.module.css";
import { useEstimate } from "./useEstimate";

/**
 * How many people a day would have had what somebody edits.
 *
 * @param text as it is on the screen
 * @param isBroken whether it has mistakes
 * @param isChecked whether that is known of this text
 */
export function EstimateLine({
  text,
  isBroken,
  isChecked,
}: {
  text: string;
  isBroken: boolean;
  isChecked: boolean;
}) {
  const { t } = useTranslation();
  const { estimate, error } = useEstimate(isChecked && !isBroken ? text : undefined);
  return (
    <div className={css.estimate} role="status" aria-label={t("estimate.title")}>
      {isBroken ? (
        <span className="quiet">{t("estimate.broken")}</span>
      ) : error !== null ? (
        <span className="quiet">{t("estimate.failed", { why: sentence(error) })}</span>
      ) : estimate === undefined ? (
        <span className="quiet">{t("estimate.counting")}</span>
      ) : (
        <Counted estimate={estimate} />
      )}
    </div>
  );
}

function Counted({ estimate }: { estimate: Estimate }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { hours, peoplePerDay, atLeast, complete, events, users, state, failure } = estimate;
  if (state === "failed") {
    return <span className="quiet">{t("estimate.failed", { why: failure })}</span>;
  }
  if (events === 0) {
    return <span className="quiet">{t(complete ? "estimate.noEvents" : "estimate.tooMuch")}</span>;
  }
  const [unit, count] =
    hours >= 47
      ? (["days", hours / 24] as const)
      : hours >= 2
        ? (["hours", hours] as const)
        : (["minutes", 60 * hours] as const);
  const history = t(`estimate.${unit}`, { count: Math.max(1, Math.round(count)) });
  const people = Math.round(peoplePerDay);
  const isDay = hours >= 24;
  const of = { history, events: figures.whole(events), users: figures.whole(users) };
  const said =
    peoplePerDay === 0
      ? t(complete ? "estimate.nobody" : "estimate.nobodyYet", of)
      : peoplePerDay < 1
        ? t(complete ? "estimate.few" : "estimate.someone", of)
        : t(`estimate.${isDay ? (atLeast ? "atLeastADay" : "aDay") : "atLeast"}`, {
            ...of,
            count: people,
            shown: figures.whole(people),
          });
  return (
    <>
      <strong>{said}</strong>{" "}
      <span className="quiet">{t(complete ? "estimate.of" : "estimate.ofPart", of)}</span>
    </>
  );
}
