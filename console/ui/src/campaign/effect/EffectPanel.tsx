import { useQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { campaignEffect } from "../../api/queries";
import type { CampaignEffect, EffectEstimate } from "../../api/types";
import { type Figures, useFigures } from "../../i18n/figures";
import { CopyCurl } from "../../parts/CopyId";
import { FailureNote } from "../../parts/FailureNote";
import { Panel } from "../../parts/Panel";
import { Waiting } from "../../parts/Waiting";
import { WideTable } from "../../parts/WideTable";
import { armName, drawn, heldOutArm, missing, sentences, warnings } from "./effect";
import css from "./Effect.module.css";
import { Interval } from "./Interval";

/** What the offers have caused: people who got one beside people who were held out. */
export function EffectPanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(campaignEffect(id));
  const goal = data?.goal;
  return (
    <Panel
      title={t("effect.title")}
      flush
      end={
        <>
          {goal != null && (
            <span className="quiet small">
              {t("effect.goal", { events: goal.events.join(", "), within: goal.within })}
            </span>
          )}
          <CopyCurl path={`/api/campaigns/${id}/effect`} />
        </>
      }
    >
      {error !== null && data === undefined ? (
        <FailureNote error={error} />
      ) : data === undefined ? (
        <Waiting height={80} />
      ) : (
        <EffectView effect={data} />
      )}
    </Panel>
  );
}

export function EffectView({ effect }: { effect: CampaignEffect }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const lacks = missing(effect);
  if (lacks === "all" || lacks === "goal") {
    return (
      <p className={css.how}>
        {t(`effect.missing.${lacks}`)} <code className="mono">{"goal: {event: purchase, within: 7d}"}</code>
        {lacks === "all" && <code className="mono">holdout: 10%</code>}
      </p>
    );
  }
  return (
    <>
      <div className={css.told}>
        {effect.effects.map((variant) => (
          <p key={variant.variant}>
            {effect.effects.length > 1 && <strong>{armName(variant.variant, t)}: </strong>}
            {sentences(effect, variant, t, figures).join(" ")}
          </p>
        ))}
        {lacks === "holdout" && (
          <p>
            {t("effect.missing.holdout")} <code className="mono">holdout: 10%</code>
          </p>
        )}
        {warnings(effect, t, figures).map((warning) => (
          <p key={warning} className={css.warning} role="alert">
            {warning}
          </p>
        ))}
      </div>
      <Arms effect={effect} />
      <p className={css.foot}>
        {t("effect.counts", { within: effect.goal?.within })}{" "}
        {effect.early > 0 &&
          `${t("effect.notYet", { count: effect.early, shown: figures.whole(effect.early) })} `}
        {effect.effects.length > 0 && t("effect.sure", { level: figures.percent(effect.level) })}
      </p>
    </>
  );
}

function Arms({ effect }: { effect: CampaignEffect }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const valued = effect.goal?.valued === true;
  const compared = effect.effects.length > 0;
  return (
    <WideTable label={t("effect.arms")}>
      <caption className="visually-hidden">{t("effect.arms")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("effect.arm")}</th>
          <th scope="col" className="number">
            {t("effect.peopleIn")}
          </th>
          <th scope="col" className="number">
            {t("effect.reached")}
          </th>
          <th scope="col" className="number">
            {t("effect.rate")}
          </th>
          {compared && <th scope="col">{t("effect.rateChange")}</th>}
          {valued && (
            <th scope="col" className="number">
              {t("effect.valueOfEach")}
            </th>
          )}
          {valued && compared && <th scope="col">{t("effect.valueChange")}</th>}
        </tr>
      </thead>
      <tbody>
        {effect.arms.map((one) => (
          <tr key={one.name}>
            <td>
              <span className={css.arm}>
                {armName(one.name, t)}
                <span className="quiet small">
                  {one.share == null
                    ? t("effect.undeclared")
                    : t("effect.share", { share: figures.percent(one.share) })}
                </span>
              </span>
            </td>
            <td className="number">{figures.whole(one.people)}</td>
            <td className="number">{figures.whole(one.reached)}</td>
            <td className="number">{one.rate == null ? "–" : figures.percent(one.rate)}</td>
            {compared && (
              <td>
                <Compared
                  name={one.name}
                  pick={(variant) => variant.rate?.difference}
                  effect={effect}
                  write={(value) => points(value, figures)}
                />
              </td>
            )}
            {valued && (
              <td className="number">{one.valueOfEach == null ? "–" : figures.money(one.valueOfEach)}</td>
            )}
            {valued && compared && (
              <td>
                <Compared
                  name={one.name}
                  pick={(variant) => variant.value?.difference}
                  effect={effect}
                  write={(value) => `${value > 0 ? "+" : ""}${figures.money(value)}`}
                />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

/** So many people of a hundred, more or fewer: no percent, since it is no share of the other rate. */
function points(value: number, figures: Figures): string {
  return `${value > 0 ? "+" : ""}${figures.tenths(100 * value)}`;
}

function Compared({
  name,
  pick,
  effect,
  write,
}: {
  name: string;
  pick: (variant: CampaignEffect["effects"][number]) => EffectEstimate | null | undefined;
  effect: CampaignEffect;
  write: (value: number) => string;
}) {
  const { t } = useTranslation();
  const all = effect.effects.map(pick).filter((estimate) => estimate != null);
  const variant = effect.effects.find((one) => one.variant === name);
  const estimate = variant === undefined ? undefined : pick(variant);
  if (estimate == null) {
    return (
      <Fragment>{name === heldOutArm ? <span className="quiet">{t("effect.against")}</span> : "–"}</Fragment>
    );
  }
  return (
    <Interval
      estimate={estimate}
      place={drawn(all)(estimate)}
      write={write}
      between={(from, to) => t("effect.between", { from, to })}
    />
  );
}
