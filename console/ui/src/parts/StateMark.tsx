import { useTranslation } from "react-i18next";
import css from "./StateMark.module.css";

const known = ["draft", "live", "shadow", "paused", "ended", "refused", "active", "pending"] as const;
type Known = (typeof known)[number];

function isKnown(state: string): state is Known {
  return (known as readonly string[]).includes(state);
}

/** A campaign's state: a dot, full while it runs, hollow while it does not; red only when refused. */
export function StateMark({ state }: { state: string }) {
  const { t } = useTranslation();
  const name = state.toLowerCase();
  return (
    <span className={css.mark} data-state={name}>
      <span className={css.dot} aria-hidden />
      {isKnown(name) ? t(`state.${name}`) : state}
    </span>
  );
}
