import type { states as vi } from '../vi/states.ts';
import type { Words } from '../words.ts';

export const states = {
  title: 'Components and states',
  note: 'One set of values on every screen; digits of equal width; colour always with a sign and a word',
  buttons: 'Buttons',
  fields: 'Fields',
  notes: 'Warning, saved, undo',
  clock: 'Clock words',
  sync: 'Sync words',
  chips: 'Labels',
  noPermission: 'No permission',
  people: 'Two owners (marriage)',
  empty: 'Empty',
  loading: 'Loading, after 150 ms and after 2 s',
  offline: 'Offline, working as normal',
  partial: 'Partial',
  error: 'Error: what, what is safe, what to do',
  confirm: 'A legal act, asked once',
  themes: 'Three themes',
  counters: 'Counters, filters and list',
  panel: 'Numbered panel',
  timeline: 'History',
  keys: 'Keys',
  choices: 'Choose one, choose many',
  bars: 'Action bars',
} satisfies Words<typeof vi>;
