import { Button, Drawer } from "@mantine/core";
import { IconShoppingCart } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Product } from "../api/types";
import { useFigures } from "../i18n/figures";
import { EmptyState } from "../parts/EmptyState";

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
    <Drawer
      opened={opened}
      onClose={close}
      position="right"
      size="sm"
      title={t("shop.cart")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
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
    </Drawer>
  );
}
