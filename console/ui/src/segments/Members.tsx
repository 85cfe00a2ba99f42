import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { allMembers, memberOf, members, membersPath } from "../api/segments";
import { CopyCurl } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { Panel } from "../parts/Panel";
import { personPath } from "../parts/personPath";
import { RelativeTime } from "../parts/RelativeTime";
import { Waiting } from "../parts/Waiting";
import { csv, download } from "../workbench/csv";
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
  const saved = useMutation({
    mutationFn: () => allMembers(segment),
    onSuccess: (all) => download(`${segment}.csv`, csv(all)),
  });
  const last = memberOf(data?.rows.at(-1));
  return (
    <Panel
      title={t("segments.members")}
      flush
      end={
        <>
          <Tooltip label={t("segments.csv")}>
            <ActionIcon
              size="sm"
              aria-label={t("segments.csv")}
              loading={saved.isPending}
              onClick={() => saved.mutate()}
            >
              <IconDownload size={15} />
            </ActionIcon>
          </Tooltip>
          <CopyCurl path={membersPath(segment, undefined, ON_A_PAGE)} />
        </>
      }
    >
      {saved.error !== null && <FailureNote error={saved.error} />}
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
                  <Link className="link" to={personPath(user)}>
                    {user}
                  </Link>
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
