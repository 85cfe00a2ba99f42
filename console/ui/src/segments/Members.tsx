import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { allMembers, memberOf, members, membersPath } from "../api/segments";
import { CopyCurl } from "../parts/CopyId";
import { Download } from "../parts/Download";
import { FailureNote } from "../parts/FailureNote";
import { NamedLink } from "../parts/Name";
import { Panel } from "../parts/Panel";
import { RelativeTime } from "../parts/RelativeTime";
import { Waiting } from "../parts/Waiting";
import { csv, ndjson } from "../workbench/csv";
import css from "./Segments.module.css";

const ON_A_PAGE = 50;

/** Who is in a segment, by id; each page begins behind the last of the one before. */
export function Members({ segment }: { segment: string }) {
  const { t } = useTranslation();
  const [before, setBefore] = useState<string[]>([]);
  const after = before.at(-1);
  const { data, error, isPlaceholderData } = useQuery({
    ...members(segment, after, ON_A_PAGE),
    placeholderData: keepPreviousData,
  });
  const last = memberOf(data?.rows.at(-1));
  return (
    <Panel
      title={t("segments.members")}
      flush
      end={
        <>
          <Download
            name={segment}
            ask={async (format) => (format === "csv" ? csv : ndjson)(await allMembers(segment))}
          />
          <CopyCurl path={membersPath(segment, undefined, ON_A_PAGE)} />
        </>
      }
    >
      {error !== null ? (
        <FailureNote error={error} />
      ) : data === undefined ? (
        <Waiting height={120} />
      ) : (
        <>
          <ul className={css.members} aria-busy={isPlaceholderData}>
            {data.rows.map((row) => {
              const user = memberOf(row) ?? "";
              return (
                <li key={user}>
                  <NamedLink of="people" id={user} />
                  <span className="quiet small">
                    {t("segments.since")} <RelativeTime time={String(row["since"])} />
                  </span>
                </li>
              );
            })}
          </ul>
          {data.rows.length === 0 && <p className={`quiet ${css.padded ?? ""}`}>{t("segments.nobody")}</p>}
          {(before.length > 0 || data.page.more) && (
            <div className={`row ${css.padded ?? ""}`}>
              <Button
                size="xs"
                variant="default"
                disabled={before.length === 0}
                onClick={() => setBefore(before.slice(0, -1))}
              >
                {t("segments.back")}
              </Button>
              <Button
                size="xs"
                variant="default"
                disabled={!data.page.more || last === undefined || isPlaceholderData}
                onClick={() => last !== undefined && setBefore([...before, last])}
              >
                {t("segments.next")}
              </Button>
            </div>
          )}
        </>
      )}
    </Panel>
  );
}
