import { useTranslation } from "react-i18next";
import { Tabs } from "../parts/Tabs";

/** The parts of the screen Data. */
export function DataTabs() {
  const { t } = useTranslation();
  return (
    <Tabs
      label={t("data.parts")}
      parts={[
        { to: "/data", text: t("data.collections"), whole: true },
        { to: "/data/queries", text: t("data.queries") },
        { to: "/data/boards", text: t("data.boards") },
        { to: "/data/names", text: t("names.title") },
      ]}
    />
  );
}
