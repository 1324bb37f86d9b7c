import type { slip as vi } from '../vi/slip.ts';
import type { Words } from '../words.ts';

export const slip = {
  preview: 'Preview of the slip',
  page: 'Slip, page {{page}}',
  making: 'Making the slip',
  none: 'The slip is shown here once it is made.',
  notDrawn: {
    happened: 'The slip was made but could not be drawn.',
    safe: 'The dossier and the promised date are unchanged.',
    todo: 'Close this and print again.',
  },
} satisfies Words<typeof vi>;
