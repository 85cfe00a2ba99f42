import { Button, Chip, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { Trigger } from "../api/types";
import { CopyCurl } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { Later } from "../parts/Later";
import { Panel } from "../parts/Panel";
import { TriggerDetail } from "../parts/TriggerDetail";
import { Waiting } from "../parts/Waiting";
import { HappeningLine } from "./HappeningLine";
import css from "./People.module.css";
import { type Happening, type Kind, kinds, timeline } from "./person";

/** As many lines fill the list; the others come once the page is there. */
const IN_SIGHT = 25;
const STEP = 50;
const MOST = 1_000;

/** Events, moves of runs and offers in one list, newest first. */
export function Timeline({ user }: { user: string }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const [limit, setLimit] = useState(STEP);
  const [opened, setOpened] = useState<Trigger>();
  const asked = (params.get("show") ?? "").split(",").filter((one) => kinds.includes(one as Kind)) as Kind[];
  const wanted = asked.length === 0 ? kinds : asked;
  const { data, error } = useQuery(timeline(user, wanted, limit));
  const show = (chosen: string[]) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        next.delete("show");
        if (chosen.length > 0 && chosen.length < kinds.length) {
          next.set("show", chosen.join(","));
        }
        return next;
      },
      { replace: true },
    );
  const lines = keyed(data?.rows ?? []).map(([key, happening]) => (
    <HappeningLine key={key} happening={happening} open={() => setOpened(triggerOf(user, happening))} />
  ));
  return (
    <Panel
      title={t("people.timeline")}
      flush
      end={<CopyCurl path={`/api/queries/timeline?userid=${encodeURIComponent(user)}`} />}
    >
      <Chip.Group multiple value={wanted} onChange={show}>
        <Group gap={6} className={css.kinds ?? ""} role="group" aria-label={t("people.show")}>
          {kinds.map((kind) => (
            <Chip key={kind} value={kind} size="xs">
              {t(`people.kinds.${kind}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {error !== null ? (
        <FailureNote error={error} />
      ) : data === undefined ? (
        <Waiting height={160} />
      ) : data.rows.length === 0 ? (
        <p className={css.none}>{t("people.nothing")}</p>
      ) : (
        <>
          <ol className={css.timeline} tabIndex={0} aria-label={t("people.timeline")}>
            {lines.slice(0, IN_SIGHT)}
            {lines.length > IN_SIGHT && (
              <Later height={0} inList>
                {lines.slice(IN_SIGHT)}
              </Later>
            )}
          </ol>
          {data.more &&
            (limit < MOST ? (
              <Button variant="subtle" color="gray" fullWidth onClick={() => setLimit(limit + STEP)}>
                {t("people.older")}
              </Button>
            ) : (
              <p className={css.none}>{t("people.oldest", { count: MOST })}</p>
            ))}
        </>
      )}
      <TriggerDetail trigger={opened} close={() => setOpened(undefined)} />
    </Panel>
  );
}

/** Each with a key of its own: two runs of a campaign may move in the same way by the same event. */
function keyed(happenings: readonly Happening[]): [string, Happening][] {
  const times = new Map<string, number>();
  return happenings.map((happening) => {
    const { kind, event_time, name, id, detail } = happening;
    const key = JSON.stringify([kind, event_time, name, id, detail["kind"], detail["state"]]);
    const before = times.get(key) ?? 0;
    times.set(key, before + 1);
    return [`${key} ${before}`, happening];
  });
}

function triggerOf(user: string, { event_time, name, id, detail }: Happening): Trigger {
  return { ...detail, id, user, campaign: name, time: event_time } as unknown as Trigger;
}
