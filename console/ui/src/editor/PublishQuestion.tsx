import { Input, SegmentedControl, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { WallTime } from "../api/governance";
import { funnel } from "../api/queries";
import { useFigures } from "../i18n/figures";
import { Waiting } from "../parts/Waiting";
import { WallTimeInput } from "../parts/WallTimeInput";
import { ownZone } from "../parts/zone";

const Differences = lazy(async () => ({ default: (await import("../campaign/Differences")).Differences }));

/** What somebody who publishes says beside the document; without a time it is at once. */
export type Wish = { note: string; time: WallTime | undefined };

/** What publishing will do, and what changes by it. */
export function PublishQuestion({
  id,
  live,
  text,
  asks,
  setWish,
}: {
  id: string | undefined;
  live: string | undefined;
  text: string;
  asks: boolean;
  setWish: (wish: Wish) => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data } = useQuery({
    ...funnel(id ?? ""),
    enabled: id !== undefined && live !== undefined,
    retry: false,
  });
  const [wish, setOwn] = useState<Wish>({ note: "", time: undefined });
  const change = (next: Wish) => {
    setOwn(next);
    setWish(next);
  };
  const waiting = (data?.steps ?? []).reduce((sum, step) => sum + step.people.waiting, 0);
  return (
    <div>
      <p style={{ marginTop: 0, lineHeight: 1.55 }}>
        {asks
          ? t("governance.askText")
          : wish.time === undefined &&
            t(live === undefined ? "editor.publishFirst" : "editor.publishAgain")}{" "}
        {waiting > 0 && t("consequence.waiting", { count: waiting, shown: figures.whole(waiting) })}
      </p>
      <TextInput
        label={t("editor.note")}
        description={t("editor.noteText")}
        maxLength={500}
        mb="md"
        onChange={({ currentTarget }) => change({ ...wish, note: currentTarget.value })}
      />
      <Input.Wrapper label={t("governance.when")} labelElement="div" mb="md">
        <div>
          <SegmentedControl
            aria-label={t("governance.when")}
            value={wish.time === undefined ? "now" : "then"}
            data={[
              { value: "now", label: t("governance.atOnce") },
              { value: "then", label: t("governance.atTime") },
            ]}
            onChange={(value) =>
              change({ ...wish, time: value === "now" ? undefined : { at: "", zone: ownZone() } })
            }
          />
        </div>
      </Input.Wrapper>
      {wish.time !== undefined && (
        <WallTimeInput value={wish.time} onChange={(time) => change({ ...wish, time })} />
      )}
      {live !== undefined && (
        <Suspense fallback={<Waiting height={120} />}>
          <Differences before={live} after={text} />
        </Suspense>
      )}
    </div>
  );
}
