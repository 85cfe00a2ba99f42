import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { campaign as detail, versions } from "../api/queries";
import type { CampaignDetail } from "../api/types";
import { titleOf } from "../parts/titleOf";
import { useCampaignSearch } from "../parts/useCampaignSearch";

type Choice = { value: string; label: string };

const ofVersion = (number: number) => `version ${number}`;
const ofCampaign = (id: string) => `campaign ${id}`;

/**
 * With what a text is compared: with what its campaign says now, unless somebody chooses another version of it, another
 * campaign (its draft, where it has one) or nothing.
 */
export function useVersus(
  campaign: CampaignDetail | undefined,
  policy: boolean,
): {
  versions: Choice[];
  others: Choice[];
  chosen: Choice | undefined;
  /** What is run beside; undefined where nothing is. */
  text: string | undefined;
  /** The other campaign's text is on its way. */
  loading: boolean;
  /** It did not come. */
  failed: boolean;
  type: (text: string) => void;
  choose: (value: string | null) => void;
} {
  const { t } = useTranslation();
  const now = campaign?.version ?? 0;
  const { data } = useQuery({ ...versions(campaign?.id ?? ""), enabled: now > 0 });
  const own = (data ?? [])
    .filter(({ statusAlone, text }) => !statusAlone && text != null)
    .map(({ number, text }) => ({
      value: ofVersion(number),
      label: number === now ? t("trial.versusNow", { number }) : t("campaigns.version", { number }),
      text,
    }));
  const [asked, setAsked] = useState<{ choice: Choice | undefined; campaign?: string }>();
  const wanted = asked === undefined ? ofVersion(now) : asked.choice?.value;
  // As it is called now: a version that was the one of now may be an older one since.
  const chosen = own.find(({ value }) => value === wanted) ?? asked?.choice;
  const { found, sought, type } = useCampaignSearch(chosen?.label ?? "");
  const rows = found.filter((row) => row.id !== campaign?.id && row.policy === policy);
  const others = rows.map((row) => ({
    value: ofCampaign(row.id),
    label: row.draft ? t("trial.draftOf", { name: titleOf(row) }) : titleOf(row),
  }));
  const other = asked?.campaign;
  const {
    data: document,
    isFetching,
    isError,
  } = useQuery({ ...detail(other ?? ""), enabled: other !== undefined });
  const version = own.find(({ value }) => value === chosen?.value);
  return {
    versions: own.filter(({ label }) => label.toLowerCase().includes(sought.toLowerCase())),
    // What is chosen stays a choice, whatever is searched.
    others:
      other === undefined || chosen === undefined || others.some(({ value }) => value === chosen.value)
        ? others
        : [chosen, ...others],
    chosen,
    text: (other === undefined ? version?.text : (document?.draft ?? document?.text)) ?? undefined,
    loading: other !== undefined && isFetching,
    failed: other !== undefined && isError,
    type,
    choose: (value) => {
      const row = rows.find(({ id }) => ofCampaign(id) === value);
      setAsked({
        choice: [...own, ...others].find((choice) => choice.value === value),
        ...(row === undefined ? {} : { campaign: row.id }),
      });
    },
  };
}
