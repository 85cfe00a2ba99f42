import { Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { WallTime } from "../api/governance";
import { ownZone } from "./zone";

const zones = Intl.supportedValuesOf("timeZone");

/** A time to come, as a clock on a wall shows it somewhere. */
export function WallTimeInput({ value, onChange }: { value: WallTime; onChange: (value: WallTime) => void }) {
  const { t } = useTranslation();
  return (
    <div className="row wrap" style={{ alignItems: "flex-end", gap: 12, marginBottom: 14 }}>
      <TextInput
        type="datetime-local"
        label={t("governance.time")}
        required
        withAsterisk={false}
        value={value.at}
        onChange={({ currentTarget }) => onChange({ ...value, at: currentTarget.value })}
      />
      <Select
        label={t("governance.zone")}
        searchable
        allowDeselect={false}
        data={zones.includes(value.zone) ? zones : [value.zone, ...zones]}
        value={value.zone}
        onChange={(zone) => onChange({ ...value, zone: zone ?? ownZone() })}
      />
    </div>
  );
}
