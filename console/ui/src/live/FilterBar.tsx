import { SegmentedControl, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "../api/clock";
import { titleOf } from "../parts/titleOf";
import { useCampaignSearch } from "../parts/useCampaignSearch";
import { useName } from "../parts/useName";
import css from "./Live.module.css";
import { boundsOf, fieldOf, isLasting, lasting, type Range } from "./range";
import type { useLiveFilter } from "./useLiveFilter";

/** Of which time and which campaign. */
export function FilterBar({ filter, setRange, setCampaign }: ReturnType<typeof useLiveFilter>) {
  const { t } = useTranslation();
  const { range, campaign } = filter;
  const own = "from" in range ? range : undefined;
  return (
    <div className={css.filters}>
      <SegmentedControl
        size="xs"
        aria-label={t("range.title")}
        value={"last" in range ? range.last : "own"}
        data={[...Object.keys(lasting), "own"].map((value) => ({
          value,
          label: t(isLasting(value) ? `range.last.${value}` : "range.own"),
        }))}
        onChange={(value) =>
          setRange(isLasting(value) ? { last: value } : wholeMinutes(boundsOf(range, serverNow())))
        }
      />
      {own !== undefined && <OwnRange range={own} change={setRange} />}
      <CampaignChoice campaign={campaign} choose={setCampaign} />
    </div>
  );
}

function wholeMinutes({ from, until }: { from: number; until: number }): Range {
  const minute = 60_000;
  return { from: Math.floor(from / minute) * minute, until: Math.ceil(until / minute) * minute };
}

function OwnRange({
  range,
  change,
}: {
  range: { from: number; until: number };
  change: (range: Range) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ from: fieldOf(range.from), until: fieldOf(range.until) });
  const isRange = Date.parse(typed.from) < Date.parse(typed.until);
  const set = (name: "from" | "until", text: string) => {
    const next = { ...typed, [name]: text };
    setTyped(next);
    const from = Date.parse(next.from);
    const until = Date.parse(next.until);
    if (from < until) {
      change({ from, until });
    }
  };
  return (
    <>
      {(["from", "until"] as const).map((name) => (
        <TextInput
          key={name}
          size="xs"
          type="datetime-local"
          aria-label={t(`range.${name}`)}
          title={t(`range.${name}`)}
          value={typed[name]}
          error={!isRange && name === "until" ? t("range.backwards") : undefined}
          onChange={(event) => set(name, event.currentTarget.value)}
        />
      ))}
    </>
  );
}

function CampaignChoice({
  campaign,
  choose,
}: {
  campaign: string | undefined;
  choose: (campaign: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const name = useName("campaigns", campaign);
  const label = campaign === undefined ? "" : (name ?? campaign);
  const search = useCampaignSearch(label);
  const found = search.found.map((row) => ({ value: row.id, label: titleOf(row) }));
  const all =
    campaign === undefined || found.some(({ value }) => value === campaign)
      ? found
      : [{ value: campaign, label }, ...found];
  return (
    <Select
      size="xs"
      w={220}
      searchable
      clearable
      aria-label={t("range.campaign")}
      placeholder={t("range.allCampaigns")}
      nothingFoundMessage={t("range.noCampaign")}
      value={campaign ?? null}
      data={all}
      filter={({ options }) => options}
      onSearchChange={search.type}
      onChange={(value) => choose(value ?? undefined)}
    />
  );
}
