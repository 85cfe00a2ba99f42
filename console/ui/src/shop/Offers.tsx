import { useTranslation } from "react-i18next";
import type { Trigger } from "../api/types";
import { useFigures } from "../i18n/figures";
import { offerText } from "../parts/offerText";
import css from "./Shop.module.css";

/** What the visitor got: a pop-up goes away, this stays. */
export function Offers({
  offers,
  nameOf,
}: {
  offers: readonly Trigger[];
  nameOf: (campaign: string) => string;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  return offers.length === 0 ? null : (
    <>
      <h3>{t("shop.got", { count: offers.length })}</h3>
      <ol className={css.offers} aria-label={t("shop.got", { count: offers.length })}>
        {offers.map((offer) => (
          <li key={offer.id} data-offer={offer.campaign}>
            <time dateTime={offer.time} className="quiet">
              {figures.clock(offer.time)}
            </time>
            <span>
              {offerText(offer.offer)}
              <span className="quiet small" title={offer.campaign}>
                {" · "}
                {nameOf(offer.campaign)}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
