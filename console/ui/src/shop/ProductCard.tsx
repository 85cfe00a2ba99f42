import { ActionIcon, Tooltip } from "@mantine/core";
import { IconShoppingCartPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Product } from "../api/types";
import { useFigures } from "../i18n/figures";
import { ProductPicture } from "./ProductPicture";
import css from "./Shop.module.css";

export function ProductCard({
  product,
  look,
  put,
}: {
  product: Product;
  look: (product: Product) => void;
  put: (product: Product) => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <article className={css.card}>
      <button type="button" className={css.look} data-product={product.id} onClick={() => look(product)}>
        <ProductPicture product={product} />
        <span className={css.productName}>{product.title}</span>
        <span className="quiet small">
          {product.brand === "" ? product.category : `${product.brand} · ${product.category}`}
        </span>
      </button>
      <div className="row">
        <span className="grow">{figures.money(product.price)} €</span>
        <Tooltip label={t("shop.put")}>
          <ActionIcon aria-label={t("shop.putOf", { name: product.title })} onClick={() => put(product)}>
            <IconShoppingCartPlus size={17} />
          </ActionIcon>
        </Tooltip>
      </div>
    </article>
  );
}
