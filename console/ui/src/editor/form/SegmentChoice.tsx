import { Button, Menu } from "@mantine/core";
import { IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { segments } from "../../api/segments";
import { useFigures } from "../../i18n/figures";

/** Adds to an audience that one is in a segment; nothing where there is none. */
export function SegmentChoice({ onChoose }: { onChoose: (condition: string) => void }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data } = useQuery(segments);
  if (data === undefined || data.segments.length === 0) {
    return null;
  }
  return (
    <Menu>
      <Menu.Target>
        <Button size="compact-xs" variant="subtle" color="gray" leftSection={<IconUsersGroup size={13} />}>
          {t("editor.addSegment")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {data.segments.map(({ id, size }) => (
          <Menu.Item
            key={id}
            rightSection={<span className="quiet small">{figures.whole(size)}</span>}
            onClick={() => onChoose(`segment('${id}')`)}
          >
            {id}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/segments">
          {t("segments.all")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
