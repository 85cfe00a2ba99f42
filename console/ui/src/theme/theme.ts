import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const amber: MantineColorsTuple = [
  "#fffbeb",
  "#fef3c7",
  "#fde68a",
  "#fcd34d",
  "#fbbf24",
  "#f59e0b",
  "#d97706",
  "#b45309",
  "#92400e",
  "#78350f",
];
const gray: MantineColorsTuple = [
  "#fafaf9",
  "#f5f5f4",
  "#e7e5e4",
  "#d6d3d1",
  "#a8a29e",
  "#78716c",
  "#5b5650",
  "#44403c",
  "#292524",
  "#1c1917",
];
const dark: MantineColorsTuple = [
  "#eceae8",
  "#cfcac6",
  "#aaa39d",
  "#7d766f",
  "#45403b",
  "#36312d",
  "#262320",
  "#191715",
  "#131110",
  "#0c0b0a",
];

const sizes = { xs: "0.75rem", sm: "0.875rem", md: "0.875rem", lg: "1rem", xl: "1.375rem" };

/** The one place for colours, text sizes and spacing. */
export const theme = createTheme({
  primaryColor: "amber",
  // The lightest on which white words can be read, in the dark too.
  primaryShade: 7,
  autoContrast: true,
  colors: { amber, gray, dark },
  black: "#1c1917",
  fontFamily:
    'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSizes: sizes,
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: sizes.xl, lineHeight: "1.3" },
      h2: { fontSize: sizes.lg, lineHeight: "1.4" },
      h3: { fontSize: sizes.sm, lineHeight: "1.45" },
    },
  },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "xs", fw: 500 } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
    TextInput: { defaultProps: { size: "xs" } },
    Select: { defaultProps: { size: "xs" } },
    Autocomplete: { defaultProps: { size: "xs" } },
    NumberInput: { defaultProps: { size: "xs" } },
    TagsInput: { defaultProps: { size: "xs" } },
    Textarea: { defaultProps: { size: "xs" } },
    PasswordInput: { defaultProps: { size: "xs" } },
    SegmentedControl: { defaultProps: { size: "xs" } },
    Checkbox: { defaultProps: { size: "xs" } },
    Switch: { defaultProps: { size: "xs" } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 250 } },
    Modal: { defaultProps: { centered: true } },
  },
});

/** Names for what the colours mean here; style sheets use these and no colour of their own. */
export const variables: CSSVariablesResolver = () => ({
  variables: {
    "--n-radius": "4px",
  },
  light: {
    "--n-page": gray[0],
    "--n-surface": "#ffffff",
    "--n-sunken": gray[1],
    "--n-line": gray[2],
    "--n-line-strong": gray[3],
    "--n-text": gray[9],
    "--n-quiet": gray[6],
    "--n-accent": amber[7],
    "--n-accent-soft": amber[1],
    "--n-accent-line": amber[6],
    "--n-broken": "#b91c1c",
    "--n-broken-soft": "#fef2f2",
    "--n-series": gray[5],
    "--mantine-color-body": "#ffffff",
    "--mantine-color-dimmed": gray[6],
    "--mantine-color-error": "#b91c1c",
    "--mantine-color-placeholder": gray[5],
  },
  dark: {
    "--n-page": dark[8],
    "--n-surface": dark[7],
    "--n-sunken": dark[6],
    "--n-line": dark[6],
    "--n-line-strong": dark[5],
    "--n-text": dark[0],
    "--n-quiet": dark[2],
    "--n-accent": amber[5],
    "--n-accent-soft": "#3a2a10",
    "--n-accent-line": amber[6],
    "--n-broken": "#f87171",
    "--n-broken-soft": "#3b1515",
    "--n-series": dark[2],
    "--mantine-color-body": dark[7],
    "--mantine-color-dimmed": dark[2],
    "--mantine-color-error": "#f87171",
    "--mantine-color-placeholder": "#8f8881",
  },
});
