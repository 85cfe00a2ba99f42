import { type ReactNode, useId } from "react";

export function Panel({
  title,
  end,
  children,
  flush = false,
}: {
  title: ReactNode;
  end?: ReactNode;
  children: ReactNode;
  flush?: boolean;
}) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{title}</h2>
        {end !== undefined && <div className="end">{end}</div>}
      </div>
      <div className={flush ? "" : "panel-body"}>{children}</div>
    </section>
  );
}
