import { Button } from "@mantine/core";
import { IconMapPinOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EmptyState } from "../parts/EmptyState";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <EmptyState icon={IconMapPinOff} title={t("shell.notFound")} text={t("shell.notFoundText")}>
      <Button component={Link} to="/campaigns">
        {t("shell.campaigns")}
      </Button>
    </EmptyState>
  );
}
