import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";

/** Says that something is gone, and brings it back for whoever thinks better of it within a quarter of a minute. */
export function offerUndo({ message, undo, act }: { message: string; undo: string; act: () => void }): void {
  const shown = notifications.show({
    autoClose: 15_000,
    message: (
      <span className="row">
        <span className="grow">{message}</span>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            notifications.hide(shown);
            act();
          }}
        >
          {undo}
        </Button>
      </span>
    ),
  });
}
