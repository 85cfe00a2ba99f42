import { Outlet, useNavigation } from "react-router";
import { useTranslation } from "react-i18next";
import { ConnectionLost } from "./ConnectionLost";
import { KeyboardHelp } from "./KeyboardHelp";
import { Navigation } from "./Navigation";
import css from "./Shell.module.css";

export function Shell() {
  const { t } = useTranslation();
  const { state } = useNavigation();
  return (
    <div className={css.shell}>
      <a className={css.skip} href="#main">
        {t("shell.skip")}
      </a>
      <Navigation />
      <main id="main" className={css.main} tabIndex={-1} aria-busy={state === "loading"}>
        <ConnectionLost />
        <Outlet />
      </main>
      <KeyboardHelp />
    </div>
  );
}
