import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import css from "./EmptyState.module.css";

/** Says why there is nothing, and what to do first. */
export function EmptyState({
  icon: Drawn,
  title,
  text,
  children,
}: {
  icon: Icon;
  title: string;
  text?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={css.empty}>
      <Drawn size={26} stroke={1.4} aria-hidden />
      <strong>{title}</strong>
      {text !== undefined && <div className={css.text}>{text}</div>}
      {children}
    </div>
  );
}
