import { Button } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay } from "../api/permission";
import { EmptyState } from "../parts/EmptyState";
import { PageBody, PageHead } from "../shell/PageHead";
import css from "./Access.module.css";
import { Accounts } from "./Accounts";
import { Tokens } from "./Tokens";

export function AccessPage() {
  const { t } = useTranslation();
  const mayManage = useMay("admin");
  return (
    <>
      <PageHead title={t("shell.access")} />
      <PageBody>
        {mayManage ? (
          <div className={css.columns}>
            <Accounts />
            <Tokens />
          </div>
        ) : (
          <EmptyState icon={IconLock} title={t("shell.forAdmins")} text={t("shell.forAdminsText")}>
            <Button component={Link} to="/account" variant="default">
              {t("shell.account")}
            </Button>
          </EmptyState>
        )}
      </PageBody>
    </>
  );
}
