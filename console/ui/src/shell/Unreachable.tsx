import { Button } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../parts/EmptyState";

export function Unreachable({ again }: { again: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState icon={IconPlugConnectedX} title={t("shell.unreachable")} text={t("shell.unreachableText")}>
      <Button onClick={again}>{t("action.tryAgain")}</Button>
    </EmptyState>
  );
}
