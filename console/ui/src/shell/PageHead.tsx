import type { ReactNode } from "react";
import { useEffect } from "react";
import css from "./Shell.module.css";

/** The line at the top of every screen: what it is, and what can be done. */
export function PageHead({
  title,
  beside,
  children,
}: {
  title: string;
  beside?: ReactNode;
  children?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Nudge`;
  }, [title]);
  return (
    <header className={css.pageHead}>
      <h1 className="cut">{title}</h1>
      {beside}
      <div className={css.pageActions}>{children}</div>
    </header>
  );
}

export function PageBody({ children }: { children: ReactNode }) {
  return <div className={css.pageBody}>{children}</div>;
}
