import { TextInput, type TextInputProps } from "@mantine/core";
import { useState } from "react";

/**
 * The name of something that has it as its key: renamed when the field is left, and at once when it is cleared, so that
 * the document lacks what the field lacks.
 */
export function NameInput({
  label,
  value,
  onRename,
  clean = (text) => text,
  ...rest
}: {
  label: string;
  value: string;
  onRename: (name: string) => void;
  /** What may stand in a name, of what somebody types. */
  clean?: (text: string) => string;
} & Pick<TextInputProps, "className" | "variant">) {
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? value;
  return (
    <TextInput
      {...rest}
      aria-label={label}
      value={shown}
      error={shown === ""}
      onChange={(event) => {
        const name = clean(event.currentTarget.value);
        setTyped(name);
        if (name === "") {
          onRename(name);
        }
      }}
      onBlur={() => {
        if (typed !== undefined && typed !== value) {
          onRename(typed);
        }
        setTyped(undefined);
      }}
    />
  );
}
