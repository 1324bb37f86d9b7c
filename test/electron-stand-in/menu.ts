import { onlyListed } from './only-listed.ts';

export const Menu = onlyListed('Menu', {
  setApplicationMenu: (_menu: unknown): void => {},
  buildFromTemplate: (template: readonly object[]): object => onlyListed('Menu', { items: template }),
});
