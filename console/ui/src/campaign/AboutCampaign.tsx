import { Autocomplete, Button, Modal, TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { campaignFilters } from "../api/governance";
import { useMay } from "../api/permission";
import type { CampaignDetail } from "../api/types";
import css from "./Governance.module.css";
import { useAttempt } from "./useAttempt";

/** Who answers for a campaign and what it belongs to; editors change both. */
export function AboutCampaign({ detail }: { detail: CampaignDetail }) {
  const { t } = useTranslation();
  const mayEdit = useMay("editor");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={css.about}
        disabled={!mayEdit}
        title={t("governance.about")}
        onClick={() => setOpen(true)}
      >
        {t("governance.owner")}: {detail.owner === "" ? t("governance.nobody") : detail.owner}
        {detail.tags.length === 0
          ? ` · ${t("governance.noTags")}`
          : detail.tags.map((tag) => (
              <span key={tag} className={css.tag}>
                {tag}
              </span>
            ))}
      </button>
      {isOpen && <AboutForm detail={detail} close={() => setOpen(false)} />}
    </>
  );
}

function AboutForm({ detail, close }: { detail: CampaignDetail; close: () => void }) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const { data: known } = useQuery(campaignFilters);
  const [owner, setOwner] = useState(detail.owner);
  const [tags, setTags] = useState(detail.tags);
  const save = () =>
    attempt(async () => {
      await answer(
        api.PUT("/api/campaigns/{id}/about", {
          params: { path: { id: detail.id } },
          body: { owner, tags },
        }),
      );
      return "";
    });
  return (
    <Modal opened onClose={close} title={t("governance.about")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save().then((done) => done && close());
        }}
      >
        <Autocomplete
          label={t("governance.owner")}
          maxLength={200}
          data={Object.keys(known?.owners ?? {})}
          value={owner}
          onChange={setOwner}
          mb="md"
        />
        <TagsInput
          label={t("governance.tags")}
          description={t("governance.tagRule")}
          maxTags={20}
          acceptValueOnBlur
          data={Object.keys(known?.tags ?? {})}
          value={tags}
          onChange={setTags}
          mb="md"
        />
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={close}>
            {t("action.cancel")}
          </Button>
          <Button type="submit">{t("account.change")}</Button>
        </div>
      </form>
    </Modal>
  );
}
