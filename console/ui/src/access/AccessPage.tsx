import { useTranslation } from "react-i18next";
import { PageBody, PageHead } from "../shell/PageHead";
import css from "./Access.module.css";
import { Accounts } from "./Accounts";
import { Tokens } from "./Tokens";

export function AccessPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t("shell.access")} />
      <PageBody>
        <div className={css.columns}>
          <Accounts />
          <Tokens />
        </div>
      </PageBody>
    </>
  );
}
