import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { story } from "../api/queries";
import { FailureNote } from "../parts/FailureNote";
import { Waiting } from "../parts/Waiting";
import { StoryView } from "./StoryView";

export function StoryDrawer({
  trialId,
  user,
  close,
}: {
  trialId: string;
  user: string | undefined;
  close: () => void;
}) {
  const { t } = useTranslation();
  const { data, error } = useQuery({ ...story(trialId, user ?? ""), enabled: user !== undefined });
  return (
    <Drawer
      opened={user !== undefined}
      onClose={close}
      position="right"
      size="lg"
      title={user === undefined ? "" : t("story.of", { user })}
    >
      {error !== null ? (
        <FailureNote error={error} />
      ) : data === undefined ? (
        <Waiting />
      ) : (
        <StoryView entries={data} />
      )}
    </Drawer>
  );
}
