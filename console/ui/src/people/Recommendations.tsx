import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useFigures } from "../i18n/figures";
import { CopyCurl } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { Name, Things } from "../parts/Name";
import { Panel } from "../parts/Panel";
import { useName } from "../parts/useName";
import { Waiting } from "../parts/Waiting";
import css from "./People.module.css";
import { type Reason, reasons, recommendations } from "./person";

/** What this person may like next; each opens to the purchases that say so. */
export function Recommendations({ user }: { user: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [params, setParams] = useSearchParams();
  const { data, error } = useQuery(recommendations(user));
  const opened = params.get("product");
  const open = (product: string) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        if (opened === product) {
          next.delete("product");
        } else {
          next.set("product", product);
        }
        return next;
      },
      { replace: true },
    );
  return (
    <Panel
      title={t("people.recommended")}
      flush
      end={<CopyCurl path={`/api/queries/recommendations?userid=${encodeURIComponent(user)}`} />}
    >
      {error !== null ? (
        <FailureNote error={error} />
      ) : data === undefined ? (
        <Waiting height={64} />
      ) : data.rows.length === 0 ? (
        <p className={css.none}>{t("people.noRecommendations")}</p>
      ) : (
        <ul className={css.list}>
          {data.rows.map(({ product_id: product, together }) => (
            <li key={product}>
              <button type="button" aria-expanded={opened === product} onClick={() => open(product)}>
                <span className="row">
                  <Name of="things" id={product} className={css.product} />
                  <span className="quiet small">
                    {t("people.together", { count: together, shown: figures.whole(together) })}
                  </span>
                </span>
              </button>
              {opened === product && <Reasons user={user} product={product} />}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Reasons({ user, product }: { user: string; product: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(reasons(user, product));
  if (error !== null) {
    return <FailureNote error={error} />;
  }
  return (
    <ul className={css.reasons}>
      {(data?.rows ?? []).map((reason, index) => (
        <li key={index}>
          <ReasonText reason={reason} />{" "}
          <span className="quiet">
            <Things ids={reason.items} />
          </span>
        </li>
      ))}
      {data?.more === true && <li className="quiet">{t("people.moreReasons")}</li>}
    </ul>
  );
}

function ReasonText({ reason }: { reason: Reason }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const interest = useName("things", reason.interest) ?? reason.interest;
  const by = useName("people", reason.bought_by) ?? reason.bought_by;
  return t("people.reason", { interest, by, when: figures.exact(reason.event_time) });
}
