import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { mostRejected, rejected, rejectedFile } from "../../api/rejected";
import { useFigures } from "../../i18n/figures";
import { CopyCurl } from "../../parts/CopyId";
import { Download } from "../../parts/Download";
import { FailureNote } from "../../parts/FailureNote";
import { Panel } from "../../parts/Panel";
import { RelativeTime } from "../../parts/RelativeTime";
import { useOpened } from "../../parts/useOpened";
import { Waiting } from "../../parts/Waiting";
import css from "./Rejected.module.css";
import { RejectedDrawer } from "./RejectedDrawer";

/** What could not be used in the last day, by reason and source; each opens what there was. */
export function RejectedPanel() {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data, error } = useQuery(rejected());
  const { opened, open, close } = useOpened("rejected", "source");
  return (
    <Panel
      title={t("rejected.title")}
      flush
      end={
        <>
          {data !== undefined && data.count > 0 && (
            <span className="quiet small">
              {t(data.atLeast ? "rejected.atLeast" : "rejected.inAll", {
                count: data.count,
                shown: figures.whole(data.count),
              })}
            </span>
          )}
          <Download name="rejected" ask={rejectedFile} most={mostRejected} />
          <CopyCurl path="/api/rejected" />
        </>
      }
    >
      {error !== null ? (
        <FailureNote error={error} />
      ) : data === undefined ? (
        <Waiting height={48} />
      ) : data.trouble != null ? (
        <p className={css.none}>{t("rejected.trouble", { why: data.trouble })}</p>
      ) : data.kinds.length === 0 ? (
        <p className={css.none}>{t("rejected.none")}</p>
      ) : (
        <ul className={css.kinds}>
          {data.kinds.map((kind) => (
            <li key={`${kind.source} ${kind.reason}`}>
              <button type="button" onClick={() => open({ rejected: kind.reason, source: kind.source })}>
                <span className={css.reason}>{kind.reason}</span>
                <span className="quiet cut">{kind.source}</span>
                <span className="number">{figures.whole(kind.count)}</span>
                <span className="quiet small">
                  <RelativeTime time={kind.latest} />
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <RejectedDrawer
        kind={opened === undefined ? undefined : { reason: opened.rejected, source: opened.source }}
        close={close}
      />
    </Panel>
  );
}
