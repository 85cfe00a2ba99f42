import { Button, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Product } from "../api/types";
import { useFigures } from "../i18n/figures";
import { ProductPicture } from "./ProductPicture";
import css from "./Shop.module.css";

export function ProductSheet({
  product,
  close,
  put,
}: {
  product: Product | undefined;
  close: () => void;
  put: (product: Product) => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <Modal
      opened={product !== undefined}
      onClose={close}
      title={product?.title ?? ""}
      closeButtonProps={{ "aria-label": t("action.close") }}
      transitionProps={{ duration: 80 }}
    >
      {product !== undefined && (
        <div className={css.sheet}>
          <ProductPicture product={product} />
          <p className="quiet">
            {[product.brand, product.category, product.subcategory].filter((word) => word !== "").join(" · ")}
          </p>
          <div className="row">
            <strong className="grow">{figures.money(product.price)} €</strong>
            <Button onClick={() => put(product)}>{t("shop.put")}</Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
