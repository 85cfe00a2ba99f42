import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Failure } from "../../api/failure";
import { reach } from "../../api/segments";
import { useFigures } from "../../i18n/figures";

/** How many people an audience reaches now, while it is written. */
export function AudienceReach({ audience, measures }: { audience: string; measures: readonly string[] }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [settled] = useDebouncedValue(audience.trim(), 400);
  const counted = !measures.some((name) => name !== "" && new RegExp(`\\b${name}\\b`).test(settled));
  const { data, error } = useQuery({
    ...reach(settled === "" ? "true" : settled),
    enabled: counted,
    placeholderData: keepPreviousData,
  });
  if (!counted) {
    return <p className="quiet small">{t("editor.reachMeasures")}</p>;
  }
  if (error !== null) {
    // What is wrong with the condition stands at its place already.
    return error instanceof Failure && error.status === 422 ? null : (
      <p className="quiet small">{t("editor.reachUnknown")}</p>
    );
  }
  if (data === undefined) {
    return null;
  }
  const numbers = { people: figures.whole(data.people), of: figures.whole(data.of) };
  return (
    <p className="quiet small" aria-live="polite">
      {data.exact
        ? t("editor.reach", numbers)
        : t("editor.reachAbout", { ...numbers, lookedAt: figures.whole(data.lookedAt) })}
    </p>
  );
}
