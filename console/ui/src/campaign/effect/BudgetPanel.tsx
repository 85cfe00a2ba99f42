import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { campaignEffect } from "../../api/queries";
import type { CampaignBudget } from "../../api/types";
import { useFigures } from "../../i18n/figures";
import { Panel } from "../../parts/Panel";
import { WideTable } from "../../parts/WideTable";
import css from "./Effect.module.css";

/** What all offers of a campaign may cost, and have cost; nothing where it has no budget. */
export function BudgetPanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(campaignEffect(id));
  return data?.budget == null ? null : (
    <Panel title={t("budget.title")} flush>
      <BudgetView budget={data.budget} />
    </Panel>
  );
}

export function BudgetView({ budget }: { budget: CampaignBudget }) {
  const { t } = useTranslation();
  const { total, perDay, day } = budget;
  return (
    <WideTable label={t("budget.title")}>
      <thead>
        <tr>
          <th scope="col">{t(budget.costs ? "budget.ofCost" : "budget.ofOffers")}</th>
          <th scope="col" className={css.bars} />
          <th scope="col" className="number">
            {t("budget.spent")}
          </th>
          <th scope="col" className="number">
            {t("budget.left")}
          </th>
        </tr>
      </thead>
      <tbody>
        {total != null && (
          <Bound label={t("budget.total")} spent={budget.spent} bound={total} costs={budget.costs} />
        )}
        {perDay != null && (
          <Bound
            label={day == null ? t("budget.perDay") : t("budget.onDay", { day })}
            spent={budget.spentOnDay}
            bound={perDay}
            costs={budget.costs}
          />
        )}
      </tbody>
    </WideTable>
  );
}

type Bounded = { label: string; spent: number; bound: number; costs: boolean };

function Bound({ label, spent, bound, costs }: Bounded) {
  const { t } = useTranslation();
  const figures = useFigures();
  const write = (amount: number) => (costs ? figures.money(amount) : figures.whole(amount));
  const left = Math.max(0, bound - spent);
  return (
    <tr>
      <td>{label}</td>
      <td className={css.bars}>
        <span className={css.bar} aria-hidden style={{ width: `${Math.min(100, (100 * spent) / bound)}%` }} />
      </td>
      <td className="number">{t("budget.of", { spent: write(spent), bound: write(bound) })}</td>
      <td className="number">{write(left)}</td>
    </tr>
  );
}
