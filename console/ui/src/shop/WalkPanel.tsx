import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { shopWalks } from "../api/shop";
import type { Product, ShopWalk } from "../api/types";
import css from "./Shop.module.css";
import { device, type Visit } from "./useVisit";
import { progress } from "./walk";

/** What was done a moment ago has to arrive before anybody can look ahead from there. */
const arrivesMillis = 1_500;

/** What to do next to get an offer: each step can be taken here, or in the shop. */
export function WalkPanel({
  visit,
  perform,
}: {
  visit: Visit;
  perform: (type: string, product: Product) => void;
}) {
  const { t } = useTranslation();
  const [since, setSince] = useState(visit.acts[0]?.id);
  const { data } = useQuery(shopWalks(visit.shopper, visit.session, device(), since));
  const { walks, done, complete } = progress(data?.walks ?? [], visit.acts, since);
  const latest = visit.acts[0]?.id;
  const strayed = data?.known === true && walks.length === 0 && latest !== since;
  useEffect(() => {
    if (!strayed) {
      return undefined;
    }
    const arrived = setTimeout(() => setSince(latest), arrivesMillis);
    return () => clearTimeout(arrived);
  }, [strayed, latest]);
  if (data?.known !== true || strayed) {
    return null;
  }
  const first = done === 0 ? undefined : visit.acts[done - 1];
  const came = (campaign: string) =>
    first !== undefined &&
    visit.offers.some(
      (offer) => offer.campaign === campaign && Date.parse(offer.time) >= Date.parse(first.at),
    );
  return (
    <section className={css.walks} aria-label={t("shopWalk.title")}>
      <h3>{t("shopWalk.title")}</h3>
      {walks.length === 0 ? (
        <p className="quiet small">{t("shopWalk.none")}</p>
      ) : (
        walks.map((walk, at) => <Steps key={at} walk={walk} done={done} came={came} perform={perform} />)
      )}
      {complete && (
        <Button size="compact-sm" variant="default" onClick={() => setSince(latest)}>
          {t("shopWalk.more")}
        </Button>
      )}
    </section>
  );
}

function Steps({
  walk,
  done,
  came,
  perform,
}: {
  walk: ShopWalk;
  done: number;
  came: (campaign: string) => boolean;
  perform: (type: string, product: Product) => void;
}) {
  const { t } = useTranslation();
  return (
    <ol className={css.walk}>
      {walk.steps.map(({ type, product, offers }, at) => (
        <li key={at} data-done={at < done}>
          {at === done ? (
            <Button size="compact-sm" onClick={() => perform(type, product)}>
              {t(`shopWalk.${type}`, { product: product.title })}
            </Button>
          ) : (
            <span className="row">
              {at < done && <IconCheck size={14} aria-hidden />}
              {t(`shopWalk.${type}`, { product: product.title })}
            </span>
          )}
          {offers.map(({ campaign, name, ifBudget }) => (
            <div key={campaign} className="small" data-campaign={campaign}>
              {t(ifBudget ? "shopWalk.bringsIfBudget" : "shopWalk.brings", { name })}
              {at < done && came(campaign) && <IconCheck size={14} aria-label={t("shopWalk.came")} />}
            </div>
          ))}
        </li>
      ))}
    </ol>
  );
}
