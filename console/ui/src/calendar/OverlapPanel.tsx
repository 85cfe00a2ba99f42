import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { queryPath } from "../api/ask";
import { type Overlap, overlaps } from "../api/calendar";
import { useFigures } from "../i18n/figures";
import { CopyCurl } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { Panel } from "../parts/Panel";
import { Waiting } from "../parts/Waiting";
import { WideTable } from "../parts/WideTable";
import css from "./Calendar.module.css";

/** Which campaigns reach the same people. */
export function OverlapPanel({ days, names }: { days: number; names: ReadonlyMap<string, string> }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(overlaps(days));
  return (
    <Panel
      title={t("calendar.overlap", { count: days })}
      flush
      end={<CopyCurl path={queryPath("campaign-overlap", { lately: `${days}d` })} />}
    >
      {error !== null ? (
        <FailureNote error={error} again={() => void refetch()} />
      ) : data === undefined ? (
        <Waiting height={160} />
      ) : (
        <OverlapTable pairs={data.pairs} more={data.more} names={names} />
      )}
    </Panel>
  );
}

function OverlapTable({
  pairs,
  more,
  names,
}: {
  pairs: Overlap[];
  more: boolean;
  names: ReadonlyMap<string, string>;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  if (pairs.length === 0) {
    return <p className={css.none}>{t("calendar.noOverlap")}</p>;
  }
  return (
    <>
      <WideTable label={t("calendar.pair")}>
        <thead>
          <tr>
            <th scope="col">{t("calendar.pair")}</th>
            <th scope="col" className="number">
              {t("calendar.shared")}
            </th>
            <th scope="col" className="number">
              {t("calendar.ofSmaller")}
            </th>
          </tr>
        </thead>
        <tbody>
          {pairs.map(({ one, other, shared, ofOne, ofOther }) => (
            <tr key={`${one} ${other}`}>
              <td>
                <span className={css.pair}>
                  <Link className="link" to={`/campaigns/${one}`}>
                    {names.get(one) ?? one}
                  </Link>
                  <Link className="link" to={`/campaigns/${other}`}>
                    {names.get(other) ?? other}
                  </Link>
                </span>
              </td>
              <td className="number">{figures.whole(shared)}</td>
              <td className="number">{figures.percent(shared / Math.max(1, Math.min(ofOne, ofOther)))}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      {more && <p className={css.hint}>{t("calendar.morePairs", { count: pairs.length })}</p>}
    </>
  );
}
