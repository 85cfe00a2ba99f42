import type { ReactNode } from "react";
import { useId } from "react";
import css from "./Form.module.css";

/** One question that a campaign answers: who, what happens, what they get, how often. */
export function Section({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <div className={css.sectionHead}>
        <h2 id={id}>{title}</h2>
        <span className="quiet small">{hint}</span>
      </div>
      {children}
    </section>
  );
}
