import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PageHead } from "../shell/PageHead";
import { Shop } from "./Shop";
import { WhoAreYou } from "./WhoAreYou";
import { forget, remember, remembered, type Shopper } from "./shopper";

/** The demo shop: the page for someone who has never seen Nudge. */
export function ShopPage() {
  const { t } = useTranslation();
  const [shopper, setShopper] = useState<Shopper | undefined>(remembered);
  const choose = (chosen: Shopper) => {
    remember(chosen);
    setShopper(chosen);
  };
  const leave = () => {
    forget();
    setShopper(undefined);
  };
  return shopper === undefined ? (
    <>
      <PageHead title={t("shell.shop")} />
      <WhoAreYou choose={choose} />
    </>
  ) : (
    <Shop key={shopper.user} shopper={shopper} leave={leave} />
  );
}
