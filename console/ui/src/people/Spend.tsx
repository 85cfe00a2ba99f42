import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFigures } from "../i18n/figures";
import { Panel } from "../parts/Panel";
import { RelativeTime } from "../parts/RelativeTime";
import { TimeChart } from "../parts/TimeChart";
import { useNow } from "../parts/useNow";
import css from "./People.module.css";
import { activity, type Customer, MOST, purchases } from "./person";
import { sums } from "./spend";

const minute = 60_000;

/** What this person spends, over time; where no price is known, what the person does. */
export function Spend({ user, customer }: { user: string; customer: Customer }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const now = useNow(minute);
  const priced = customer.total_spend !== null;
  const { data: bought } = useQuery({ ...purchases(user), enabled: priced });
  const { data: done } = useQuery({ ...activity(user), enabled: !priced });
  const points = priced
    ? sums(
        (bought?.rows ?? []).map(({ event_time, total }) => ({
          time: Date.parse(event_time),
          value: total === null ? undefined : Number(total),
        })),
        now,
      )
    : sums(
        (done?.rows ?? []).map(({ event_time }) => ({ time: Date.parse(event_time), value: 1 })),
        now,
      );
  // Older ones would make the first bars higher.
  const isCut = (priced ? bought : done)?.more === true;
  const money = (value: number | string | null) => (value === null ? "–" : figures.money(Number(value)));
  return (
    <>
      <Panel title={t("people.spend")}>
        <dl className={css.numbers}>
          <Fact name={t("people.orders")} value={figures.whole(customer.orders)} />
          <Fact name={t("people.total")} value={money(customer.total_spend)} />
          <Fact name={t("people.average")} value={money(customer.average_purchase)} />
          <div>
            <dt>{t("people.lastPurchase")}</dt>
            <dd>{customer.last_purchase === null ? "–" : <RelativeTime time={customer.last_purchase} />}</dd>
          </div>
        </dl>
      </Panel>
      {points.length > 0 && (
        <TimeChart
          title={t(priced ? "people.spendOverTime" : "people.eventsOverTime")}
          unit={t(priced ? "people.spentUnit" : "people.eventsUnit")}
          points={points}
          kind="bars"
          axis="day"
          height={132}
          end={isCut && <span className="quiet small">{t("people.latestOnly", { count: MOST })}</span>}
        />
      )}
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
