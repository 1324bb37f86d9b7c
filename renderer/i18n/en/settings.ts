import type { settings as vi } from '../vi/settings.ts';
import type { Words } from '../words.ts';

export const settings = {
  title: 'Settings',
  note: 'Screen, this computer and reference data',
  opening: 'Reading the settings',
  states: 'Components and states',
  screen: {
    title: 'Screen',
    language: 'Language',
    theme: 'Appearance',
    kept: 'Kept on this computer, for everyone who uses it.',
  },
  machine: {
    title: 'This computer',
    version: 'Version',
    office: 'Office',
    agency: 'Agency code',
    agencyNone: 'None yet',
    city: 'City gateway',
    cityNone: 'Not enrolled',
    sample: 'Sample office: its dossiers and agency code are made up.',
  },
  key: {
    title: 'Data encryption key',
    os: {
      name: 'In the key store of the operating system',
      means: 'Only the account that uses this computer can open the data.',
    },
    file: {
      name: 'In a file on this computer',
      means:
        'The key file lies outside the data folder. A copy of the data folder alone cannot be read; whoever copies both can read the dossiers.',
    },
    weak: {
      name: 'Weak: the operating system does not guard the key',
      means:
        'Whoever gets into this computer can take the key and read dossiers. Turn the key store on before taking in real ones.',
    },
  },
  packs: {
    title: 'Reference data from the city',
    office: 'Office and desks',
    users: 'Users',
    calendar: 'Working calendar',
    procedures: 'Procedure catalogue',
    version: 'version {{version}}',
    none: 'not received',
  },
  calendars: {
    title: 'Working calendar',
    noNotice: 'No notice of days off yet. A due date in this year is provisional.',
    confirmed: 'Confirmed',
    unconfirmed: 'Not confirmed',
    none: 'No working calendar yet.',
  },
  catalogue: {
    title: 'Procedure catalogue',
    verified: '{{verified}} of {{total}} procedures verified',
    hint: 'Others carry the mark “Catalogue entry not verified” at intake.',
  },
  forms: {
    title: 'Forms',
    hint: 'Not verified: the wording has not been compared with the original form.',
    set: { TT03_2025: 'Circular 03/2025/TT-VPCP', TT01_2018: 'Circular 01/2018/TT-VPCP', other: 'Other set' },
    code: 'Form {{code}}',
    printed: 'Can be printed',
    notPrinted: 'Not printed yet',
    verified: 'Verified',
    unverified: 'Not verified',
  },
} satisfies Words<typeof vi>;
