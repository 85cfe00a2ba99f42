import { CloseButton } from "@mantine/core";
import { IconGift } from "@tabler/icons-react";
import { useEffect } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { useFigures } from "../i18n/figures";
import { offerText } from "../parts/offerText";
import css from "./Shop.module.css";
import { useNames } from "./useNames";
import type { Visit } from "./useVisit";

/** The nudge itself. When it has been painted, the time since the click that caused it is taken. */
export function OfferPopup({ visit }: { visit: Visit }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { offer, shown, dismiss, latencies } = visit;
  const nameOf = useNames(visit);
  useEffect(() => {
    if (offer === undefined) {
      return undefined;
    }
    let second = 0;
    const first = requestAnimationFrame(() => {
      second = requestAnimationFrame(() => shown(offer));
    });
    const away = setTimeout(dismiss, 12_000);
    return () => {
      cancelAnimationFrame(first);
      cancelAnimationFrame(second);
      clearTimeout(away);
    };
  }, [offer, shown, dismiss]);
  if (offer === undefined) {
    return null;
  }
  const { trigger } = offer;
  const latest = latencies.at(-1);
  const kind = kindOf(trigger.offer);
  return createPortal(
    <aside className={css.popup} role="alert" key={trigger.id} data-trigger={trigger.id}>
      <IconGift size={26} stroke={1.4} aria-hidden />
      <div className="grow">
        <strong>{kind ?? t("shop.offer")}</strong>
        <div>{offerText(trigger.offer)}</div>
        <div className="quiet small">
          <span title={trigger.campaign}>{nameOf(trigger.campaign)}</span>
          {trigger.cause !== "timeout" &&
            latest !== undefined &&
            ` · ${t("shop.after", { time: figures.millis(latest) })}`}
        </div>
      </div>
      <CloseButton aria-label={t("action.close")} onClick={dismiss} />
    </aside>,
    document.body,
  );
}

function kindOf(offer: unknown): string | undefined {
  if (typeof offer !== "object" || offer === null) {
    return undefined;
  }
  const { offer: name, coupon, template } = offer as Record<string, unknown>;
  const found = [name, coupon, template].find((value) => typeof value === "string");
  return typeof found === "string" ? found : undefined;
}
