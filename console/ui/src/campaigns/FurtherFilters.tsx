import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { approvals, campaignFilters } from "../api/governance";
import css from "./Campaigns.module.css";
import type { ListFilter } from "./useFilter";

/** By owner, tag, and what waits or is planned; of what no campaign has there is no choice. */
export function FurtherFilters({
  filter,
  change,
}: {
  filter: ListFilter;
  change: (change: Partial<ListFilter>) => void;
}) {
  const { t } = useTranslation();
  const { data } = useQuery(campaignFilters);
  const { data: asked } = useQuery(approvals);
  const waiting = asked?.waiting.length ?? 0;
  const pick = (what: "owner" | "tag", label: string, counts: Record<string, number>) => {
    const names = Object.keys(counts);
    const chosen = filter[what];
    return (
      (names.length > 0 || chosen !== "") && (
        <Select
          className={css.pick}
          aria-label={label}
          placeholder={label}
          clearable
          searchable
          value={chosen === "" ? null : chosen}
          data={names.includes(chosen) || chosen === "" ? names : [chosen, ...names]}
          onChange={(value) => change({ [what]: value ?? "" })}
        />
      )
    );
  };
  return (
    <div className={css.bar} data-further>
      {pick("owner", t("governance.anyOwner"), data?.owners ?? {})}
      {pick("tag", t("governance.anyTag"), data?.tags ?? {})}
      <Select
        className={css.pick}
        aria-label={t("governance.show")}
        allowDeselect={false}
        value={filter.show === "waiting" || filter.show === "planned" ? filter.show : "all"}
        data={[
          { value: "all", label: t("governance.showAll") },
          { value: "waiting", label: t("governance.showWaiting") },
          { value: "planned", label: t("governance.showPlanned") },
        ]}
        onChange={(value) => change({ show: value === "all" ? "" : (value ?? "") })}
      />
      {waiting > 0 && (
        <button type="button" className={css.waiting} onClick={() => change({ show: "waiting" })}>
          {t("governance.waiting", { count: waiting })}
        </button>
      )}
    </div>
  );
}
