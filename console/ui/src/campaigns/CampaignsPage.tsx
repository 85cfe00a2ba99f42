import { Button, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay } from "../api/permission";
import { campaignsFile } from "../api/queries";
import { useFigures } from "../i18n/figures";
import { Download } from "../parts/Download";
import { PageHead } from "../shell/PageHead";
import { CampaignTable } from "./CampaignTable";
import { CampaignTabs } from "./CampaignTabs";
import css from "./Campaigns.module.css";
import { FurtherFilters } from "./FurtherFilters";
import { unfiltered, useFilter } from "./useFilter";

const states = ["", "live", "draft", "shadow", "paused", "ended"] as const;
const orders = ["-changed", "name", "state"] as const;

export function CampaignsPage() {
  const { t } = useTranslation();
  const figures = useFigures();
  const [filter, change] = useFilter();
  const [typed, setTyped] = useState(filter.q);
  const [total, setTotal] = useState<number>();
  const search = useDebouncedCallback((q: string) => change({ q }), 200);
  const mayEdit = useMay("editor");
  return (
    <>
      <PageHead
        title={t("shell.campaigns")}
        beside={
          <>
            <CampaignTabs />
            {total !== undefined && (
              <span className="quiet">
                {t("campaigns.total", { count: total, shown: figures.whole(total) })}
              </span>
            )}
          </>
        }
      >
        {mayEdit && (
          <Button component={Link} to="/campaigns/new?kind=policy" variant="default">
            {t("policy.form.new")}
          </Button>
        )}
        {mayEdit && (
          <Button component={Link} to="/campaigns/new/templates" leftSection={<IconPlus size={15} />}>
            {t("campaigns.new")}
          </Button>
        )}
      </PageHead>
      <div className={css.bar}>
        <TextInput
          className={css.search}
          data-search
          type="search"
          aria-label={t("campaigns.search")}
          placeholder={t("campaigns.search")}
          leftSection={<IconSearch size={14} />}
          rightSection={<kbd className="key">/</kbd>}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            search(event.currentTarget.value);
          }}
        />
        <div className={css.states}>
          <SegmentedControl
            aria-label={t("campaigns.filter")}
            value={filter.state}
            onChange={(state) => change({ state })}
            data={states.map((state) => ({
              value: state,
              label: state === "" ? t("campaigns.all") : t(`state.${state}`),
            }))}
          />
        </div>
        <Select
          className={css.sort}
          aria-label={t("campaigns.sortBy")}
          allowDeselect={false}
          value={filter.sort}
          onChange={(sort) => change({ sort: sort ?? "-changed" })}
          data={orders.map((order) => ({
            value: order,
            label: t(`campaigns.sort.${order === "-changed" ? "changed" : order}`),
          }))}
        />
        <Download name="campaigns" ask={(format) => campaignsFile(filter, format)} />
      </div>
      <FurtherFilters filter={filter} change={change} />
      <CampaignTable
        filter={filter}
        onTotal={setTotal}
        onClear={() => {
          setTyped("");
          change(unfiltered);
        }}
      />
    </>
  );
}
