import type { Problem } from "../api/types";
import css from "./ProblemList.module.css";

/** What is wrong with a text, each at its place. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  return problems.length === 0 ? null : (
    <div className={css.problems} role="status">
      <ul>
        {problems.map((problem, index) => (
          <li key={index}>
            {problem.line}:{problem.column} {problem.text}
          </li>
        ))}
      </ul>
    </div>
  );
}
