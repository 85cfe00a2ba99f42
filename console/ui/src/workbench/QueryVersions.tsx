import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import type { QueryDocument } from "../api/data";
import { sentence } from "../api/failure";
import { useMay } from "../api/permission";
import { RelativeTime } from "../parts/RelativeTime";
import { Waiting } from "../parts/Waiting";
import css from "./Workbench.module.css";

const Differences = lazy(async () => ({ default: (await import("../campaign/Differences")).Differences }));

/** Every version of a saved query, which of them is asked, and what the text in hand changes in one. */
export function QueryVersions({ document, text }: { document: QueryDocument; text: string }) {
  const { t } = useTranslation();
  const mayPublish = useMay("publisher");
  const [chosen, setChosen] = useState<number>();
  const makeLive = useMakeLive(document.name);
  const compared = document.versions.find(({ number }) => number === chosen);
  if (document.versions.length === 0) {
    return <p className={`quiet ${css.padded ?? ""}`}>{t("workbench.noVersions")}</p>;
  }
  return (
    <>
      <ul className={css.versions}>
        {document.versions.map((version) => (
          <li key={version.number}>
            <strong>{t("campaigns.version", { number: version.number })}</strong>
            {version.number === document.live && <span className="quiet">{t("workbench.isLive")}</span>}
            <span className="quiet grow">
              <RelativeTime time={version.at} /> {t("campaigns.by", { who: version.by })}
            </span>
            <Button
              size="compact-xs"
              variant={chosen === version.number ? "light" : "subtle"}
              color="gray"
              aria-pressed={chosen === version.number}
              onClick={() => setChosen(chosen === version.number ? undefined : version.number)}
            >
              {t("workbench.compare")}
            </Button>
            {mayPublish && (
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                loading={makeLive.isPending}
                onClick={() => makeLive.mutate(version.number === document.live ? 0 : version.number)}
              >
                {t(version.number === document.live ? "workbench.takeDown" : "workbench.makeLive")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {compared !== undefined && (
        <div className={css.padded}>
          <Suspense fallback={<Waiting height={120} />}>
            <Differences before={compared.text} after={text} language="sql" />
          </Suspense>
        </div>
      )}
      <ul className={css.versions} aria-label={t("campaign.audit")}>
        {document.audit.map((line, index) => (
          <li key={index} className="small">
            <span className="grow">
              <strong>{line.by}</strong> {line.action}
              {line.version != null && ` ${t("campaigns.version", { number: line.version })}`}
            </span>
            <span className="quiet">
              <RelativeTime time={line.at} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function useMakeLive(name: string) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (version: number) =>
      answer(api.POST("/api/saved-queries/{name}/live", { params: { path: { name } }, body: { version } })),
    onError: (error) =>
      notifications.show({ color: "red", title: t("parts.failed"), message: sentence(error) }),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ["saved-queries"] });
      await queries.invalidateQueries({ queryKey: ["queries"] });
    },
  });
}
