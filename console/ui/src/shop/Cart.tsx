import { Button } from "@mantine/core";
import { IconShoppingCart } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Product } from "../api/types";
import { useFigures } from "../i18n/figures";
import { EmptyState } from "../parts/EmptyState";
import { Sheet } from "../parts/Sheet";

export function Cart({
  opened,
  items,
  close,
  buy,
}: {
  opened: boolean;
  items: Product[];
  close: () => void;
  buy: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <Sheet opened={opened} onClose={close} size="sm" title={t("shop.cart")}>
      {items.length === 0 ? (
        <EmptyState icon={IconShoppingCart} title={t("shop.cartEmpty")} text={t("shop.cartEmptyText")} />
      ) : (
        <>
          <table className="plain">
            <tbody>
              {items.map((item, index) => (
                <tr key={index}>
                  <td>{item.title}</td>
                  <td className="number">{figures.money(item.price)} €</td>
                </tr>
              ))}
              <tr>
                <td>
                  <strong>{t("shop.total")}</strong>
                </td>
                <td className="number">
                  <strong>{figures.money(items.reduce((sum, item) => sum + item.price, 0))} €</strong>
                </td>
              </tr>
            </tbody>
          </table>
          <Button fullWidth size="sm" mt={16} onClick={buy}>
            {t("shop.buy")}
          </Button>
        </>
      )}
    </Sheet>
  );
}
