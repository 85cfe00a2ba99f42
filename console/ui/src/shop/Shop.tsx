import { Button, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMediaQuery } from "@mantine/hooks";
import { IconEye, IconShoppingCart } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Product } from "../api/types";
import { products } from "../api/queries";
import { useFigures } from "../i18n/figures";
import { ConnectionState } from "../parts/ConnectionState";
import { FailureNote } from "../parts/FailureNote";
import { Waiting } from "../parts/Waiting";
import { Sheet } from "../parts/Sheet";
import { PageHead } from "../shell/PageHead";
import { Cart } from "./Cart";
import { Inspector } from "./Inspector";
import { OfferPopup } from "./OfferPopup";
import { ProductCard } from "./ProductCard";
import { ProductSheet } from "./ProductSheet";
import css from "./Shop.module.css";
import type { Shopper } from "./shopper";
import { newestFirst } from "./runs";
import { useNames } from "./useNames";
import { useVisit, type Visit } from "./useVisit";

export function Shop({ shopper, leave }: { shopper: Shopper; leave: () => void }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data, error, refetch } = useQuery(products);
  const visit = useVisit(shopper);
  const [category, setCategory] = useState("");
  const [looking, setLooking] = useState<Product>();
  const [cart, setCart] = useState<Product[]>([]);
  const [cartOpen, setCartOpen] = useState(false);
  const narrow = useMediaQuery("(max-width: 900px)", false, { getInitialValueInEffect: false });
  const [inspecting, setInspecting] = useState(false);
  const categories = [...new Set((data ?? []).map((product) => product.category))];
  const look = (product: Product) => {
    setLooking(product);
    visit.act("view", product);
  };
  const put = (product: Product) => {
    setCart((old) => [...old, product]);
    visit.act("cart", product);
    setLooking(undefined);
  };
  const perform = (type: string, product: Product) => {
    if (type === "view") {
      look(product);
    } else if (type === "cart") {
      put(product);
    } else {
      setCart((old) => old.filter((item) => item.id !== product.id));
      visit.act(type, product);
    }
  };
  const buy = () => {
    cart.forEach((product) => visit.act("purchase", product));
    setCart([]);
    setCartOpen(false);
  };
  const total = cart.reduce((sum, product) => sum + product.price, 0);
  return (
    <>
      <PageHead
        title={t("shell.shop")}
        beside={
          <span className="row quiet">
            {t("shop.iAm", {
              who: t(shopper.gender === "male" ? "shop.man" : "shop.woman"),
              age: shopper.age,
            })}
            <Button size="compact-xs" variant="subtle" color="gray" onClick={leave}>
              {t("shop.change")}
            </Button>
          </span>
        }
      >
        <ConnectionState connection={visit.connection} />
        <Button
          variant="default"
          leftSection={<IconShoppingCart size={15} />}
          onClick={() => setCartOpen(true)}
        >
          {cart.length === 0
            ? t("shop.cart")
            : t("shop.cartOf", { count: cart.length, total: figures.money(total) })}
        </Button>
      </PageHead>
      <div className={css.page}>
        <div className={css.shelf}>
          {error !== null ? (
            <FailureNote error={error} again={() => void refetch()} />
          ) : data === undefined ? (
            <Waiting />
          ) : (
            <>
              <div className={css.categories}>
                <SegmentedControl
                  aria-label={t("shop.category")}
                  value={category}
                  onChange={setCategory}
                  data={[
                    { value: "", label: t("campaigns.all") },
                    ...categories.map((value) => ({ value, label: value })),
                  ]}
                />
              </div>
              <ul className={css.grid}>
                {data
                  .filter((product) => category === "" || product.category === category)
                  .map((product) => (
                    <li key={product.id}>
                      <ProductCard product={product} look={look} put={put} />
                    </li>
                  ))}
              </ul>
            </>
          )}
        </div>
        {!narrow && <Inspector visit={visit} perform={perform} />}
      </div>
      {narrow && (
        <>
          <Peek visit={visit} open={() => setInspecting(true)} />
          <Sheet opened={inspecting} onClose={() => setInspecting(false)} title={t("shop.inspector")}>
            <Inspector visit={visit} perform={perform} />
          </Sheet>
        </>
      )}
      <ProductSheet product={looking} close={() => setLooking(undefined)} put={put} />
      <Cart opened={cartOpen} items={cart} close={() => setCartOpen(false)} buy={buy} />
      <OfferPopup visit={visit} />
    </>
  );
}

/** The newest of what Nudge sees, in one line at the foot of a narrow window; it opens all of it. */
function Peek({ visit, open }: { visit: Visit; open: () => void }) {
  const { t } = useTranslation();
  const nameOf = useNames(visit);
  const [run] = newestFirst(visit.runs);
  return (
    <button type="button" className={css.peek} onClick={open}>
      <IconEye size={16} aria-hidden />
      <span>{t("shop.inspector")}</span>
      {run !== undefined && (
        <span className={`${css.peekRun ?? ""} cut`}>
          {nameOf(run.campaign)} ·{" "}
          {run.outcome === "fired" ? t("shop.fired") : t(`transition.${run.outcome}`)}
        </span>
      )}
    </button>
  );
}
