import { useMediaQuery } from "@mantine/hooks";

/** Whether the window is as narrow as a phone: the width at which the navigation moves to the foot (Shell.module.css). */
export function usePhone(): boolean {
  return useMediaQuery("(max-width: 760px)", false, { getInitialValueInEffect: false });
}
