import type { frame as vi } from '../vi/frame.ts';
import type { Words } from '../words.ts';

export const frame = {
  brand: 'Một Cửa',
  skip: 'Go to the main content',
  rail: 'Sections',
  badge: '{{count}} tasks',
  badge_one: '{{count}} task',
  search: {
    label: 'Search all dossiers',
    placeholder: 'Dossier code, name, ID number, phone',
    open: 'Search dossiers',
    close: 'Close search',
  },
  help: 'Help',
  userMenu: 'Account',
  theme: { title: 'Appearance', light: 'Light', dark: 'Dark', contrast: 'High contrast' },
  language: { title: 'Language', vi: 'Tiếng Việt', en: 'English' },
  keys: { title: 'Everywhere', search: 'Search all dossiers', help: 'Help and keys', go: 'Go to {{name}}' },
} satisfies Words<typeof vi>;
