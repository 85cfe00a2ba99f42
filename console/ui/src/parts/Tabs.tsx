import { NavLink } from "react-router";
import css from "./Tabs.module.css";

/**
 * The parts of a screen.
 *
 * @param label what they are parts of
 */
export function Tabs({
  label,
  parts,
}: {
  label: string;
  parts: readonly { to: string; text: string; whole?: boolean }[];
}) {
  return (
    <nav className={css.tabs} aria-label={label}>
      {parts.map(({ to, text, whole = false }) => (
        <NavLink key={to} to={to} end={whole}>
          {text}
        </NavLink>
      ))}
    </nav>
  );
}
