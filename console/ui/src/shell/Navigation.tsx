import { Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import {
  IconActivity,
  IconApi,
  IconDatabase,
  IconKeyboard,
  IconKey,
  IconShoppingBag,
  IconSpeakerphone,
  IconUserSearch,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, useLocation } from "react-router";
import { covers } from "../api/permission";
import { session } from "../api/queries";
import { LanguageSwitch } from "./LanguageSwitch";
import { Mark } from "./Mark";
import { SchemeSwitch } from "./SchemeSwitch";
import css from "./Shell.module.css";
import { openKeyboardHelp } from "./keys";
import { SignOut } from "./SignOut";

/** The first address is the screen's own; whatever lies below one of them belongs to it. */
const screens = [
  { at: ["/live"], text: "shell.live", icon: IconActivity },
  { at: ["/campaigns"], text: "shell.campaigns", icon: IconSpeakerphone },
  { at: ["/people", "/segments"], text: "shell.people", icon: IconUserSearch },
  { at: ["/data", "/boards"], text: "shell.data", icon: IconDatabase },
  { at: ["/shop"], text: "shell.shop", icon: IconShoppingBag },
] as const;

export function Navigation() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { data: who } = useQuery({ ...session, enabled: false });
  return (
    <nav className={css.side} aria-label={t("shell.navigation")}>
      <NavLink to="/live" className={css.brand ?? ""}>
        <Mark /> Nudge
      </NavLink>
      {screens.map(({ at, text, icon: Icon }) => (
        <Link
          key={text}
          to={at[0]}
          className={css.item}
          aria-current={at.some((place) => `${pathname}/`.startsWith(`${place}/`)) ? "page" : undefined}
        >
          <Icon size={17} stroke={1.7} aria-hidden /> {t(text)}
        </Link>
      ))}
      <div className={css.foot}>
        {covers(who?.role, "admin") && (
          <NavLink to="/access" className={`${css.item ?? ""} ${css.wide ?? ""}`}>
            <IconKey size={17} stroke={1.7} aria-hidden /> {t("shell.access")}
          </NavLink>
        )}
        <a
          href="/api/docs"
          className={`${css.item ?? ""} ${css.wide ?? ""}`}
          target="_blank"
          rel="noreferrer"
        >
          <IconApi size={17} stroke={1.7} aria-hidden /> {t("shell.api")}
        </a>
        <button type="button" className={`${css.item ?? ""} ${css.wide ?? ""}`} onClick={openKeyboardHelp}>
          <IconKeyboard size={17} stroke={1.7} aria-hidden /> {t("shell.keys")}
        </button>
        <div className={css.tools}>
          <SchemeSwitch />
          <LanguageSwitch />
        </div>
        {who !== undefined && (
          <div className={css.who}>
            <div className="row">
              <div className="grow">
                <div className="cut">{who.name}</div>
                <div className="quiet small">{who.role === undefined ? "" : t(`role.${who.role}`)}</div>
              </div>
              <Tooltip label={t("shell.signOut")}>
                <SignOut />
              </Tooltip>
            </div>
          </div>
        )}
      </div>
    </nav>
  );
}
