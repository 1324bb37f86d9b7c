import type { deadline as vi } from '../vi/deadline.ts';
import type { Words } from '../words.ts';

export const deadline = {
  day: {
    received: 'Received {{at}}',
    'counted-from': 'Counted from {{at}}, the starting day does not count',
    due: 'due {{at}}',
    after: 'after {{hour}}',
    'receipt-not-counted': 'the day of receipt does not count',
    'saturday-desk': 'desk open on Saturday morning, the day of receipt does not count',
    'outside-hours': 'outside office hours',
    'not-counted': 'not counted',
    'within-day': 'within the day',
    'working-day': 'Working day',
    'next-working-day': 'Next working day',
    'moved-on': 'moved to the next working day',
    'working-day-number': 'Working day {{number}}',
    'day-number': 'Day {{number}}',
    counted: '{{span}} counted',
    weekend: { head: 'Weekend', inside: 'weekend', aside: 'weekend' },
    'day-off': { head: '{{name}}', inside: 'day off: {{name}}', aside: 'day off: {{name}}' },
    'day-off-no-name': { head: 'Day off', inside: 'day off', aside: 'day off' },
    'worked-instead': 'worked in place of {{weekday}} {{date}}',
    'worked-instead-no-date': 'worked in place of a day off',
  },
  rule: {
    'same-day': 'Received by {{at}}: due the same day; received after {{hour}}: due on the next working day.',
    'outside-hours': 'Received outside office hours or on a day off: counted from the next start of office hours.',
    'saturday-desk':
      'Handed in at a desk open on Saturday morning: received on that Saturday; day one is the next working day.',
    'office-hours': 'Only office hours of working days are counted.',
    'calendar-days':
      'Calendar days are counted, the day of receipt is not; a last day that is a day off moves to the next working day.',
    'working-days': 'The day of receipt does not count; day one is the next working day.',
    'due-at': 'Due at {{at}} on the last day.',
    'due-same-hour': 'Due at the hour of receipt, on the last day.',
  },
  warning: { 'calendar-not-confirmed': 'the calendar of {{year}} is not confirmed' },
  hour: '{{at}}',
  hourMinute: '{{at}}',
  hours: '{{count}} hours',
  hours_one: '{{count}} hour',
  minutes: '{{count}} minutes',
  minutes_one: '{{count}} minute',
  weekday: { d1: 'Monday', d2: 'Tuesday', d3: 'Wednesday', d4: 'Thursday', d5: 'Friday', d6: 'Saturday', d7: 'Sunday' },
} satisfies Words<typeof vi>;
