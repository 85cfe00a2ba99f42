import { Button, SegmentedControl, Slider } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { FailureNote } from "../parts/FailureNote";
import css from "./Shop.module.css";
import type { Gender, Shopper } from "./shopper";

export function WhoAreYou({ choose }: { choose: (shopper: Shopper) => void }) {
  const { t } = useTranslation();
  const [gender, setGender] = useState<Gender>("female");
  const [age, setAge] = useState(29);
  const enter = useMutation({
    mutationFn: () => answer(api.POST("/api/shop/visitors", { body: { gender, age } })),
    onSuccess: (visitor) => choose({ ...visitor, gender, age }),
  });
  return (
    <form
      className={css.who}
      onSubmit={(event) => {
        event.preventDefault();
        enter.mutate();
      }}
    >
      <h2>{t("shop.welcome")}</h2>
      <p className="quiet">{t("shop.welcomeText")}</p>
      <SegmentedControl
        fullWidth
        size="sm"
        aria-label={t("shop.gender")}
        value={gender}
        onChange={(value) => setGender(value === "male" ? "male" : "female")}
        data={[
          { value: "female", label: t("shop.female") },
          { value: "male", label: t("shop.male") },
        ]}
      />
      <div>
        <div className="row">
          <span className="grow">{t("shop.age")}</span>
          <strong>{age}</strong>
        </div>
        <Slider
          value={age}
          onChange={setAge}
          min={18}
          max={80}
          label={null}
          thumbLabel={t("shop.age")}
          mt={8}
        />
      </div>
      {enter.error !== null && <FailureNote error={enter.error} />}
      <Button type="submit" size="sm" loading={enter.isPending}>
        {t("shop.enter")}
      </Button>
      <p className="quiet small">{t("shop.tip")}</p>
    </form>
  );
}
