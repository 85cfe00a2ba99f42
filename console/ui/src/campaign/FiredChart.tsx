import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { triggerCounts } from "../api/queries";
import { CopyCurl } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { TimeChart } from "../parts/TimeChart";

const spans = [24, 72, 168] as const;

export function FiredChart({ id }: { id: string }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const hours = Number(params.get("hours") ?? 24);
  const { data, error } = useQuery({ ...triggerCounts(id, hours), placeholderData: (old) => old });
  if (error !== null) {
    return <FailureNote error={error} />;
  }
  return (
    <TimeChart
      title={t("campaign.fired")}
      unit={t("campaign.triggers")}
      kind="bars"
      points={(data?.buckets ?? []).map(({ time, count }) => ({ time, value: count }))}
      end={
        <>
          <SegmentedControl
            size="xs"
            aria-label={t("campaign.span")}
            value={String(hours)}
            data={spans.map((span) => ({ value: String(span), label: t(`campaign.hours.h${span}`) }))}
            onChange={(value) => setParams({ hours: value }, { replace: true })}
          />
          <CopyCurl path={`/api/campaigns/${id}/triggers?hours=${hours}`} />
        </>
      }
    />
  );
}
