import { useTranslation } from "react-i18next";
import { Tabs } from "../parts/Tabs";

/** The parts of the screen Campaigns. */
export function CampaignTabs() {
  const { t } = useTranslation();
  return (
    <Tabs
      label={t("calendar.parts")}
      parts={[
        { to: "/campaigns", text: t("calendar.all"), whole: true },
        { to: "/calendar", text: t("calendar.title") },
      ]}
    />
  );
}
