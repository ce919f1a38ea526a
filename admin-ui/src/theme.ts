import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const signal: MantineColorsTuple = [
  '#eef3ff',
  '#dfe8fc',
  '#bccef6',
  '#96b2f0',
  '#7599eb',
  '#6089e8',
  '#4f7be0',
  '#3b68cd',
  '#3159b4',
  '#254a9b',
];

/** A little blue in it, so that large dark areas do not look like a switched-off screen. */
const dark: MantineColorsTuple = [
  '#d5d9e2',
  '#b9bfcb',
  '#98a0b0',
  '#6a7285',
  '#3d4454',
  '#2d3341',
  '#242935',
  '#1a1e28',
  '#151821',
  '#0f1218',
];

/** Dark enough for white words on it. */
const red: MantineColorsTuple = [
  '#fff0f0',
  '#fde0e0',
  '#f9bcbc',
  '#f59494',
  '#f16c6c',
  '#ec4f4f',
  '#e03636',
  '#c92a2a',
  '#b32020',
  '#961818',
];

const gray: MantineColorsTuple = [
  '#f8f9fb',
  '#f1f3f6',
  '#e6e9ee',
  '#dbdfe6',
  '#c6ccd6',
  '#a5adba',
  '#7d8797',
  '#4c5666',
  '#333b49',
  '#1e2430',
];

export const theme = createTheme({
  primaryColor: 'signal',
  primaryShade: 7,
  autoContrast: true,
  colors: { signal, dark, gray, red },
  black: '#171c26',
  fontFamily:
    "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif",
  fontFamilyMonospace:
    "ui-monospace, SFMono-Regular, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.25rem', xl: '1.75rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.45' },
      h3: { fontSize: '0.875rem', lineHeight: '1.45' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '0.1875rem', sm: '0.375rem', md: '0.5rem', lg: '0.75rem', xl: '2rem' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    // In place, as menus are: it is used on pages only, where nothing clips it.
    Autocomplete: { defaultProps: { comboboxProps: { withinPortal: false } } },
    Drawer: { defaultProps: { position: 'right', size: 'lg', closeButtonProps: { 'aria-label': 'Close' } } },
    // In place, so that what they offer belongs to the landmark that they were opened from.
    Menu: { defaultProps: { shadow: 'md', withinPortal: false, withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { radius: 'md', closeButtonProps: { 'aria-label': 'Close' } } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } },
    // A list that opens by itself would cover what is wrong with the field that one was led to.
    Select: { defaultProps: { allowDeselect: false, checkIconPosition: 'right', openOnFocus: false } },
    Text: { defaultProps: { size: 'sm' } },
    Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: 'sm', tabularNums: true } },
    Tooltip: {
      defaultProps: {
        openDelay: 250,
        multiline: true,
        maw: 320,
        events: { hover: true, focus: true, touch: true },
      },
    },
  },
});

/** Surfaces and text that hold 4.5 : 1 in both themes; Mantine's own dimmed colour does not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#586273',
    '--mantine-color-placeholder': '#687385',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-orange-light-color': '#8f3208',
    '--mantine-color-yellow-light-color': '#6b4a00',
    '--sb-canvas': '#fbfbfd',
    '--sb-surface': '#ffffff',
    '--sb-rail': '#f4f5f8',
    '--sb-line': '#e3e6ec',
    '--sb-hover': '#f3f5f9',
    '--sb-good': '#1c7430',
    '--sb-added': '#e4f6e8',
    '--sb-removed': '#fdeaea',
  },
  dark: {
    '--mantine-color-dimmed': '#9ba4b5',
    '--mantine-color-placeholder': '#8a93a5',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-body': '#12151c',
    '--mantine-color-red-light': 'rgb(236 79 79 / 14%)',
    '--mantine-color-red-light-hover': 'rgb(236 79 79 / 20%)',
    '--mantine-color-red-light-color': '#ffa8a8',
    '--mantine-color-yellow-light': 'rgb(250 196 60 / 12%)',
    '--mantine-color-yellow-light-color': '#ffd97a',
    '--mantine-color-orange-light': 'rgb(253 150 60 / 13%)',
    '--mantine-color-orange-light-color': '#ffc078',
    '--mantine-color-signal-light-color': '#a3bdf7',
    '--sb-canvas': '#12151c',
    '--sb-surface': '#181c25',
    '--sb-rail': '#0e1117',
    '--sb-line': '#2a303d',
    '--sb-hover': '#1e232e',
    '--sb-good': '#69db7c',
    '--sb-added': '#15301f',
    '--sb-removed': '#3a1d20',
  },
});
