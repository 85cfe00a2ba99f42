import { useTranslation } from "react-i18next";
import { Tabs } from "../parts/Tabs";

/** The parts of the screen People. */
export function PeopleTabs() {
  const { t } = useTranslation();
  return (
    <Tabs
      label={t("people.parts")}
      parts={[
        { to: "/people", text: t("people.all"), whole: true },
        { to: "/segments", text: t("segments.title") },
      ]}
    />
  );
}
