import { useTranslation } from "react-i18next";
import { Tabs } from "../parts/Tabs";

/** The parts of the screen for programmers. */
export function ReferenceTabs() {
  const { t } = useTranslation();
  return (
    <Tabs
      label={t("send.parts")}
      parts={[
        { to: "/reference", text: t("send.reference"), whole: true },
        { to: "/reference/event", text: t("send.event") },
        { to: "/reference/document", text: t("send.document") },
      ]}
    />
  );
}
