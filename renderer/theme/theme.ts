import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import controls from './controls.module.css';

const deepBlue: MantineColorsTuple = [
  '#e7eef9',
  '#d2def2',
  '#aec3e6',
  '#8db4f7',
  '#5d87cf',
  '#3565b4',
  '#1f4f9f',
  '#123f8c',
  '#0d3170',
  '#082451',
];

const inputClasses = {
  input: controls.input,
  label: controls.label,
  description: controls.hint,
  error: controls.error,
};
const comboboxProps = { transitionProps: { duration: 0 }, shadow: 'none' };
const dropdownClasses = { dropdown: controls.dropdown, option: controls.option };

/**
 * Mantine mapped to the product's tokens (`tokens.css`). Colours are read from the tokens by the classes in
 * `controls.module.css`; the palette here only serves components that nobody styled yet.
 */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'deepBlue',
  primaryShade: { light: 7, dark: 3 },
  colors: { deepBlue },
  autoContrast: true,
  respectReducedMotion: true,
  cursorType: 'default',
  focusRing: 'auto',
  activeClassName: '',
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '8px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '18px', sm: '18px', md: '20px', lg: '22px', xl: '28px' },
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  components: {
    Button: {
      defaultProps: { variant: 'default', size: 'md' },
      classNames: {
        root: controls.button,
        inner: controls.buttonInner,
        label: controls.buttonLabel,
        section: controls.section,
      },
    },
    Input: { defaultProps: { size: 'md' }, classNames: { input: controls.input } },
    InputWrapper: { classNames: { label: controls.label, description: controls.hint, error: controls.error } },
    TextInput: { classNames: inputClasses },
    PasswordInput: { classNames: inputClasses },
    NumberInput: { defaultProps: { hideControls: true }, classNames: inputClasses },
    Textarea: { defaultProps: { autosize: false, rows: 3 }, classNames: inputClasses },
    Select: {
      defaultProps: { checkIconPosition: 'right', allowDeselect: false, comboboxProps, maxDropdownHeight: 288 },
      classNames: { ...inputClasses, ...dropdownClasses },
    },
    Autocomplete: { defaultProps: { comboboxProps }, classNames: { ...inputClasses, ...dropdownClasses } },
    MultiSelect: { defaultProps: { comboboxProps }, classNames: { ...inputClasses, ...dropdownClasses } },
    Combobox: { classNames: dropdownClasses },
    Checkbox: {
      defaultProps: { size: 'xs', radius: 'xs' },
      classNames: {
        body: controls.checkBody,
        input: controls.checkInput,
        icon: controls.checkIcon,
        label: controls.checkLabel,
      },
    },
    Radio: {
      defaultProps: { size: 'xs' },
      classNames: {
        body: controls.checkBody,
        radio: controls.radioInput,
        icon: controls.radioIcon,
        label: controls.checkLabel,
      },
    },
    SegmentedControl: {
      defaultProps: { transitionDuration: 0, radius: 'md' },
      classNames: { root: controls.segRoot, label: controls.segLabel, indicator: controls.segIndicator },
    },
    Menu: {
      defaultProps: { transitionProps: { duration: 0 }, shadow: 'none', offset: 4 },
      classNames: {
        dropdown: controls.dropdown,
        item: controls.menuItem,
        itemSection: controls.menuSection,
        label: controls.menuLabel,
      },
    },
    Popover: {
      defaultProps: { transitionProps: { duration: 0 }, shadow: 'none', offset: 4 },
      classNames: { dropdown: controls.dropdown },
    },
    Modal: {
      defaultProps: { centered: true, transitionProps: { duration: 0 }, withCloseButton: false, padding: 16 },
      classNames: {
        overlay: controls.overlay,
        content: controls.modal,
        header: controls.modalHeader,
        title: controls.modalTitle,
        body: controls.modalBody,
        close: controls.close,
      },
    },
    Drawer: {
      defaultProps: { transitionProps: { duration: 0 } },
      classNames: { overlay: controls.overlay, content: controls.modal, title: controls.modalTitle },
    },
    Tooltip: {
      defaultProps: {
        openDelay: 300,
        transitionProps: { duration: 0 },
        events: { hover: true, focus: true, touch: false },
      },
      classNames: { tooltip: controls.tooltip },
    },
  },
});

/** Mantine's own semantic variables, bound to our tokens, so that unstyled parts follow the three themes. */
export const cssVariables: CSSVariablesResolver = () => {
  const variables = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-2)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--surface-3)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--border-strong)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-color-anchor': 'var(--primary)',
    '--mantine-primary-color-filled': 'var(--primary)',
    '--mantine-primary-color-filled-hover': 'var(--primary-hover)',
    '--mantine-primary-color-light': 'var(--primary-soft)',
    '--mantine-primary-color-light-color': 'var(--primary)',
    '--mantine-primary-color-contrast': 'var(--on-primary)',
  };
  return { variables: {}, light: variables, dark: variables };
};
