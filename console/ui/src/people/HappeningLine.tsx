import { IconArrowRight, IconBolt, IconPointFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFigures } from "../i18n/figures";
import { kindText } from "../live/kindText";
import { EventProperties, EventType } from "../parts/EventText";
import { Name } from "../parts/Name";
import { offerText } from "../parts/offerText";
import { valueText } from "./fields";
import css from "./People.module.css";
import type { Happening } from "./person";

const icons = { event: IconPointFilled, transition: IconArrowRight, trigger: IconBolt };

/** One thing that happened; a trigger opens to what made it. */
export function HappeningLine({ happening, open }: { happening: Happening; open: () => void }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { kind, name, event_time: time } = happening;
  const Icon = icons[kind];
  return (
    <li className={css.happening} data-kind={kind}>
      <Icon size={14} aria-label={t(`people.kind.${kind}`)} role="img" />
      <time dateTime={time} title={figures.exact(time)}>
        {figures.shortTime(time)}
      </time>
      <div className="grow">
        {kind === "trigger" ? (
          <button type="button" onClick={open}>
            <Name of="campaigns" id={name} />
          </button>
        ) : kind === "transition" ? (
          <Name of="campaigns" id={name} />
        ) : (
          <EventType type={name} />
        )}{" "}
        <span className="quiet">
          {kind === "event" ? <EventProperties event={happening.detail} /> : detailText(happening, t)}
        </span>
      </div>
    </li>
  );
}

function detailText({ kind, detail }: Happening, t: ReturnType<typeof useTranslation>["t"]): string {
  switch (kind) {
    case "trigger":
      return offerText(detail["offer"]);
    case "transition": {
      const said = detail["text"];
      const moved = `${kindText(valueText(detail["kind"]), t)} · ${valueText(detail["state"])}`;
      return typeof said === "string" && said !== "" ? `${moved} · ${said}` : moved;
    }
    default:
      return "";
  }
}
