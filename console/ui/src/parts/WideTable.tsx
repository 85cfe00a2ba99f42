import type { ReactNode } from "react";
import css from "./WideTable.module.css";

/** A table that scrolls within its place where that is too narrow or too low for it, by keyboard as well, and widens no page. */
export function WideTable({
  label,
  height,
  children,
}: {
  /** What it has, for those who do not see it. */
  label: string;
  /** How high it may be at most, in pixels. */
  height?: number;
  children: ReactNode;
}) {
  return (
    <div
      className={css.scrolls}
      style={height === undefined ? undefined : { maxHeight: height }}
      role="region"
      aria-label={label}
      tabIndex={0}
    >
      <table className="plain">{children}</table>
    </div>
  );
}
