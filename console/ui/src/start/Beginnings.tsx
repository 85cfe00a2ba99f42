import { ActionIcon, Tooltip } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay } from "../api/permission";
import css from "./Beginnings.module.css";
import { beginnings, useBeginning } from "./useBeginning";

/** What to do first, until something has fired or somebody has enough of it. */
export function Beginnings() {
  const { t } = useTranslation();
  const mayEdit = useMay("editor");
  const mayPublish = useMay("publisher");
  const beginning = useBeginning();
  if (beginning === undefined) {
    return null;
  }
  const { done, dismiss } = beginning;
  const ways = {
    event: mayPublish ? "/reference/event" : undefined,
    campaign: mayEdit ? "/campaigns/new/templates" : undefined,
    trigger: undefined,
  };
  const next = beginnings.find((one) => !done.has(one));
  return (
    <section className={`panel ${css.list ?? ""}`} aria-label={t("start.title")}>
      <div className="panel-head">
        <h2>{t("start.title")}</h2>
        <span className="end">
          <Tooltip label={t("start.dismiss")}>
            <ActionIcon size="sm" aria-label={t("start.dismiss")} onClick={dismiss}>
              <IconX size={14} />
            </ActionIcon>
          </Tooltip>
        </span>
      </div>
      <ol>
        {beginnings.map((one) => {
          const way = done.has(one) ? undefined : ways[one];
          return (
            <li key={one} data-done={done.has(one)} aria-current={one === next ? "step" : undefined}>
              <span className={css.mark} aria-hidden>
                {done.has(one) ? <IconCheck size={13} /> : beginnings.indexOf(one) + 1}
              </span>
              <span>
                {way === undefined ? (
                  <strong>{t(`start.${one}`)}</strong>
                ) : (
                  <Link to={way}>{t(`start.${one}`)}</Link>
                )}
                {done.has(one) && <span className="visually-hidden"> {t("start.done")}</span>}
                {one === next && <span className="quiet small">{t(`start.${one}Text`)}</span>}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
