import { Button, Checkbox } from "@mantine/core";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { IconFilterOff, IconSpeakerphone } from "@tabler/icons-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CampaignRow } from "../api/types";
import { useMay } from "../api/permission";
import { EmptyState } from "../parts/EmptyState";
import { FailureNote } from "../parts/FailureNote";
import { Waiting } from "../parts/Waiting";
import { BulkBar } from "./BulkBar";
import { CampaignLine } from "./CampaignLine";
import css from "./Campaigns.module.css";
import type { ListFilter } from "./useFilter";
import { useRows } from "./useRows";

const HEIGHT = 48;

export function CampaignTable({
  filter,
  onTotal,
  onClear,
}: {
  filter: ListFilter;
  onTotal: (total: number) => void;
  onClear: () => void;
}) {
  const { t } = useTranslation();
  const mayPublish = useMay("publisher");
  const [chosen, setChosen] = useState<ReadonlyMap<string, CampaignRow>>(new Map());
  const [span, setSpan] = useState({ first: 0, last: 0 });
  const [margin, setMargin] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const rows = useRows(filter, span.first, span.last);
  const total = rows.total ?? 0;
  const window = useWindowVirtualizer({
    count: total,
    estimateSize: () => HEIGHT,
    overscan: 8,
    scrollMargin: margin,
    onChange: (changed) => {
      const shown = changed.getVirtualItems();
      const next = { first: shown[0]?.index ?? 0, last: shown.at(-1)?.index ?? 0 };
      setSpan((old) => (old.first === next.first && old.last === next.last ? old : next));
    },
  });
  const items = window.getVirtualItems();
  useLayoutEffect(() => setMargin(list.current?.offsetTop ?? 0), [rows.total]);
  useEffect(() => {
    if (rows.total !== undefined) {
      onTotal(rows.total);
    }
  }, [rows.total, onTotal]);

  if (rows.total === undefined) {
    return rows.error === null ? <Waiting /> : <FailureNote error={rows.error} />;
  }
  if (total === 0) {
    const filtered = [filter.q, filter.state, filter.owner, filter.tag, filter.show].some(
      (part) => part !== "",
    );
    return filtered ? (
      <EmptyState icon={IconFilterOff} title={t("campaigns.noMatch")} text={t("campaigns.noMatchText")}>
        <Button variant="default" onClick={onClear}>
          {t("campaigns.clearFilter")}
        </Button>
      </EmptyState>
    ) : (
      <EmptyState icon={IconSpeakerphone} title={t("campaigns.none")} text={t("campaigns.noneText")}>
        <Button component={Link} to="/campaigns/new/templates">
          {t("campaigns.new")}
        </Button>
      </EmptyState>
    );
  }
  const toggle = (row: CampaignRow) => {
    const next = new Map(chosen);
    if (!next.delete(row.id)) {
      next.set(row.id, row);
    }
    setChosen(next);
  };
  const all = rows.loaded.length > 0 && rows.loaded.every((row) => chosen.has(row.id));
  return (
    <>
      <div role="table" aria-label={t("shell.campaigns")} aria-rowcount={total + 1} className={css.table}>
        <div role="row" aria-rowindex={1} className={`${css.line ?? ""} ${css.head ?? ""}`}>
          <span role="columnheader">
            {mayPublish && (
              <Checkbox
                aria-label={t("campaigns.selectAll")}
                checked={all}
                indeterminate={!all && chosen.size > 0}
                onChange={() => setChosen(all ? new Map() : new Map(rows.loaded.map((row) => [row.id, row])))}
              />
            )}
          </span>
          <span role="columnheader">{t("campaigns.name")}</span>
          <span role="columnheader">{t("campaigns.state")}</span>
          <span role="columnheader" className="number">
            {t("campaigns.today")}
          </span>
          <span role="columnheader" className={css.wide}>
            {t("campaigns.day")}
          </span>
          <span role="columnheader" className={css.wide}>
            {t("campaigns.changed")}
          </span>
        </div>
        <div ref={list} role="rowgroup" style={{ height: window.getTotalSize(), position: "relative" }}>
          {items.map((item) => (
            <CampaignLine
              key={item.key}
              index={item.index}
              top={item.start - margin}
              row={rows.row(item.index)}
              chosen={chosen.has(rows.row(item.index)?.id ?? "")}
              toggle={mayPublish ? toggle : undefined}
            />
          ))}
        </div>
      </div>
      {chosen.size > 0 && <BulkBar chosen={[...chosen.values()]} clear={() => setChosen(new Map())} />}
    </>
  );
}
