import {
  IconAlertTriangle,
  IconCheck,
  IconCircle,
  IconHelp,
  IconLoader2,
  type Icon,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import css from "./Send.module.css";

export type StepState = "waiting" | "running" | "done" | "failed" | "unknown";

export type Step = { title: string; state: StepState; text?: ReactNode };

const icons: Record<StepState, Icon> = {
  waiting: IconCircle,
  running: IconLoader2,
  done: IconCheck,
  failed: IconAlertTriangle,
  unknown: IconHelp,
};

/** What became of something, one step after the other. */
export function Steps({ steps }: { steps: Step[] }) {
  const { t } = useTranslation();
  return (
    <ol className={css.steps} aria-live="polite">
      {steps.map(({ title, state, text }) => {
        const Drawn = icons[state];
        return (
          <li key={title} data-state={state}>
            <Drawn size={17} aria-label={t(`send.state.${state}`)} role="img" />
            <div>
              <strong>{title}</strong>
              {text !== undefined && <div className={css.text}>{text}</div>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
