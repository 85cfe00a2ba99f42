import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { story } from "../api/queries";
import { FailureNote } from "../parts/FailureNote";
import { useName } from "../parts/useName";
import { Sheet } from "../parts/Sheet";
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
  const name = useName("people", user);
  const { data, error } = useQuery({ ...story(trialId, user ?? ""), enabled: user !== undefined });
  return (
    <Sheet
      opened={user !== undefined}
      onClose={close}
      size="lg"
      title={user === undefined ? "" : t("story.of", { user: name ?? user })}
    >
      {error !== null ? (
        <FailureNote error={error} />
      ) : data === undefined ? (
        <Waiting />
      ) : (
        <StoryView entries={data} />
      )}
    </Sheet>
  );
}
