import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";
import { sentence } from "../api/failure";
import { EmptyState } from "../parts/EmptyState";

/** Takes the place of a screen that threw; the rest of the page stays. */
export function Broken() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <EmptyState icon={IconAlertTriangle} title={t("shell.broken")} text={sentence(error)}>
      <Button onClick={() => location.reload()}>{t("action.reload")}</Button>
    </EmptyState>
  );
}
