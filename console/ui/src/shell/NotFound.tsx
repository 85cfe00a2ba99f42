import { Button } from "@mantine/core";
import { IconMapPinOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EmptyState } from "../parts/EmptyState";
import { PageBody, PageHead } from "./PageHead";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t("shell.notFound")} />
      <PageBody>
        <EmptyState icon={IconMapPinOff} title={t("shell.notFoundText")}>
          <Button component={Link} to="/campaigns">
            {t("shell.campaigns")}
          </Button>
        </EmptyState>
      </PageBody>
    </>
  );
}
