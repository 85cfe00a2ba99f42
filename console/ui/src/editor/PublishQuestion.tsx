import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { funnel } from "../api/queries";
import { useFigures } from "../i18n/figures";
import { Waiting } from "../parts/Waiting";

const Differences = lazy(async () => ({ default: (await import("../campaign/Differences")).Differences }));

/** What publishing will do, and what changes by it. */
export function PublishQuestion({
  id,
  live,
  text,
}: {
  id: string | undefined;
  live: string | undefined;
  text: string;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data } = useQuery({
    ...funnel(id ?? ""),
    enabled: id !== undefined && live !== undefined,
    retry: false,
  });
  const waiting = (data?.steps ?? []).reduce((sum, step) => sum + step.waiting, 0);
  return (
    <div>
      <p style={{ marginTop: 0, lineHeight: 1.55 }}>
        {live === undefined ? t("editor.publishFirst") : t("editor.publishAgain")}{" "}
        {waiting > 0 && t("consequence.waiting", { count: waiting, shown: figures.whole(waiting) })}
      </p>
      {live !== undefined && (
        <Suspense fallback={<Waiting height={120} />}>
          <Differences before={live} after={text} />
        </Suspense>
      )}
    </div>
  );
}
