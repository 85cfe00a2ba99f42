import { Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import {
  IconActivity,
  IconApi,
  IconDatabase,
  IconKeyboard,
  IconKey,
  IconSend,
  IconShoppingBag,
  IconSpeakerphone,
  IconUserCircle,
  IconUserSearch,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, useLocation } from "react-router";
import { approvals } from "../api/governance";
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
  { at: ["/campaigns", "/calendar"], text: "shell.campaigns", icon: IconSpeakerphone },
  { at: ["/people", "/segments"], text: "shell.people", icon: IconUserSearch },
  { at: ["/data", "/boards"], text: "shell.data", icon: IconDatabase },
  { at: ["/channels"], text: "shell.channels", icon: IconSend },
  { at: ["/shop"], text: "shell.shop", icon: IconShoppingBag },
] as const;

export function Navigation() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  // Asked here too: the shop is for everybody, and whoever is signed in there is signed in still.
  const { data: who } = useQuery(session);
  const { data: asked } = useQuery({ ...approvals, enabled: covers(who?.role, "publisher") });
  const waiting = asked?.waiting.length ?? 0;
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
          {text === "shell.campaigns" && waiting > 0 && (
            <span className={css.count} aria-label={t("governance.waiting", { count: waiting })}>
              {waiting}
            </span>
          )}
        </Link>
      ))}
      <div className={css.foot}>
        {covers(who?.role, "admin") && (
          <NavLink to="/access" className={`${css.item ?? ""} ${css.wide ?? ""}`}>
            <IconKey size={17} stroke={1.7} aria-hidden /> {t("shell.access")}
          </NavLink>
        )}
        <NavLink to="/reference" className={`${css.item ?? ""} ${css.wide ?? ""}`}>
          <IconApi size={17} stroke={1.7} aria-hidden /> {t("shell.api")}
        </NavLink>
        <button type="button" className={`${css.item ?? ""} ${css.wide ?? ""}`} onClick={openKeyboardHelp}>
          <IconKeyboard size={17} stroke={1.7} aria-hidden /> {t("shell.keys")}
        </button>
        <div className={css.tools} data-signed-in={who !== undefined}>
          <SchemeSwitch />
          <LanguageSwitch />
        </div>
        {who !== undefined && (
          <NavLink to="/account" className={`${css.item ?? ""} ${css.narrow ?? ""}`}>
            <IconUserCircle size={17} stroke={1.7} aria-hidden /> {t("shell.me")}
          </NavLink>
        )}
        {who !== undefined && (
          <div className={css.who}>
            <div className="row">
              <Link to="/account" className={`${css.me ?? ""} link grow`} title={t("shell.account")}>
                <div className="cut">{who.name}</div>
                <div className="quiet small">{who.role === undefined ? "" : t(`role.${who.role}`)}</div>
              </Link>
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
