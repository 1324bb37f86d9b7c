import type { FailureWords } from '../../failure-text.ts';

const kept = 'What is saved on this computer is intact.';
const notWritten = 'Nothing was written; what you entered is still on the screen.';
const fileKept = 'The dossier you are entering and the other files are still there.';
const works = 'The data on this computer is not affected; intake at the desk needs no network.';

export const failures = {
  'not-signed-in': { happened: 'The session has ended.', safe: notWritten, todo: 'Sign in again and go on.' },
  'sign-in-refused': {
    happened: 'The user name or the password is wrong.',
    safe: 'The data of this desk stays locked.',
    todo: '{{wait}}',
  },
  'not-permitted': { happened: 'This account may not do that.', safe: notWritten, todo: 'Who can: {{role}}.' },
  'unknown-operation': {
    happened: 'The page and the program are of different versions.',
    safe: kept,
    todo: 'Close the program and open it again.',
  },
  'invalid-input': {
    happened: 'A field is not in the right form, so nothing could be written.',
    safe: notWritten,
    todo: 'Look at the marked fields; if there are none, give support the code below.',
  },
  'message-too-large': {
    happened: 'What was sent is larger than {{limit}}.',
    safe: notWritten,
    todo: 'Split the file and send it again.',
  },
  disconnected: {
    happened: 'The connection to the program on this computer is lost.',
    safe: 'Saved dossiers are intact; what you entered is still on the screen.',
    todo: 'Wait for it to come back and press again; that makes no second dossier.',
  },
  'internal-error': {
    happened: 'The program met an error.',
    safe: kept,
    todo: 'Try again; if it stays, give support the code below.',
  },
  'command-id-reused': {
    happened: 'This command was sent before with other content.',
    safe: 'What was written then stands.',
    todo: 'Look at the list of dossiers before saving again.',
  },
  'dossier-not-found': {
    happened: 'This dossier is not on this computer.',
    safe: kept,
    todo: 'Search by code or name.',
  },
  'transition-not-allowed': {
    happened: 'The dossier is at a step that does not allow this.',
    safe: notWritten,
    todo: 'Look at its present status.',
  },
  'procedure-not-found': {
    happened: 'This procedure is not in the catalogue on this computer.',
    safe: notWritten,
    todo: 'Choose another, or synchronise the catalogue and choose again.',
  },
  'procedure-guide-only': {
    happened: 'This procedure is not received at the desk.',
    safe: notWritten,
    todo: 'Direct the citizen to the office shown on the screen.',
  },
  'procedure-not-in-force': {
    happened: 'This procedure is not in force today.',
    safe: notWritten,
    todo: 'Choose its replacement.',
  },
  'limit-variant-unknown': {
    happened: 'The chosen time limit is no longer in the catalogue.',
    safe: notWritten,
    todo: 'Choose the limit again and save.',
  },
  'components-missing': {
    happened: 'Required papers missing: {{count}}.',
    safe: notWritten,
    todo: 'Add the marked papers and save again.',
  },
  'component-unknown': {
    happened: 'A paper does not belong to this procedure.',
    safe: notWritten,
    todo: 'Choose the procedure again to load its papers.',
  },
  'owner-missing': {
    happened: 'The owner is missing.',
    safe: notWritten,
    todo: 'Scan the card or type the name of the owner.',
  },
  'calendar-missing': {
    happened: 'There is no working calendar for {{year}}, so no date can be promised.',
    safe: notWritten,
    todo: 'Synchronise the calendar and save again.',
  },
  'due-date-changed': {
    happened: 'The promised date is now {{time}} on {{date}}.',
    safe: notWritten,
    todo: 'Tell the citizen, then confirm the new date.',
  },
  'slip-not-made': {
    happened: 'The slip is not made yet.',
    safe: 'The dossier is saved on this computer.',
    todo: 'Make the slip first, then confirm.',
  },
  'already-erased': {
    happened: 'The personal data of this dossier was erased before.',
    safe: 'Code, dates and status remain.',
    todo: 'Nothing needs to be done.',
  },
  'not-sent-yet': {
    happened: 'The city does not have all of this dossier: {{facts}} entries and {{files}} files are left.',
    safe: 'Nothing was erased.',
    todo: 'Wait until it is sent and do it again.',
  },
  'file-empty': { happened: 'The file is empty.', safe: fileKept, todo: 'Scan or choose it again.' },
  'file-too-large': {
    happened: 'The file is larger than {{limit}}.',
    safe: fileKept,
    todo: 'Scan at a lower resolution or split it.',
  },
  'file-type-not-accepted': {
    happened: 'The file is not PDF, JPEG, PNG or TIFF.',
    safe: fileKept,
    todo: 'Scan again or save it as one of these.',
  },
  'file-damaged': {
    happened: 'The file is damaged and cannot be read.',
    safe: fileKept,
    todo: 'Scan again or fetch the original file.',
  },
  'file-encrypted': {
    happened: 'The file has a password.',
    safe: fileKept,
    todo: 'Save it without a password and choose it again.',
  },
  'file-active-content': {
    happened: 'The file carries code that runs, so it is not taken.',
    safe: fileKept,
    todo: 'Print it to a new PDF or scan the paper.',
  },
  'image-too-large': {
    happened: 'The image has {{megapixels}} million pixels, more than {{limit}} million.',
    safe: fileKept,
    todo: 'Scan again at 300 dpi.',
  },
  'too-many-pages': {
    happened: 'The file has {{pages}} pages, more than {{limit}}.',
    safe: fileKept,
    todo: 'Split it and add the parts one by one.',
  },
  'file-inspection-failed': {
    happened: 'The file could not be checked: {{why}}.',
    safe: fileKept,
    todo: 'Scan the paper again or choose another file.',
  },
  'upload-out-of-order': {
    happened: 'Handing the file over was interrupted.',
    safe: fileKept,
    todo: 'Choose the file again.',
  },
  'file-not-found': {
    happened: 'This file was not found.',
    safe: kept,
    todo: 'Open the dossier again; if it is still missing, scan the paper.',
  },
  'file-elsewhere': {
    happened: 'The file of {{pages}} pages is at the city.',
    safe: 'It is not lost.',
    todo: 'Open it again when there is a connection.',
  },
  'file-unreadable': {
    happened: 'The file on this computer cannot be read.',
    safe: 'Other dossiers are intact.',
    todo: 'Fetch it from the city when there is a connection, or scan the paper again.',
  },
  'card-unreadable': {
    happened: 'The code on the card could not be read: {{why}}.',
    safe: 'Nothing was filled in.',
    todo: 'Scan again, or type from the card.',
  },
  'storage-full': {
    happened: 'The disk of this computer is full.',
    safe: kept,
    todo: 'Free some space and save again; no more scans are taken.',
  },
  'storage-busy': { happened: 'The store is busy.', safe: notWritten, todo: 'Wait a few seconds and press again.' },
  'storage-damaged': {
    happened: 'The store on this computer is damaged, so it was not opened.',
    safe: 'Nothing in it was repaired or deleted; what the city received is still there.',
    todo: 'Do not delete the data folder. Ask support to restore it.',
  },
  'storage-too-new': {
    happened: 'A newer version wrote this data (level {{found}}; this one reads up to {{known}}).',
    safe: 'The data is intact and was not opened for writing.',
    todo: 'Install the newer version and open it again.',
  },
  'storage-key-wrong': {
    happened: 'The key on this computer does not open the store.',
    safe: 'The data is still encrypted and intact.',
    todo: 'Use the computer account that was used before, or put back the saved key file.',
  },
  'storage-in-use': {
    happened: 'Another window of the program is using the store.',
    safe: kept,
    todo: 'Work in that window, or close it and try again.',
  },
  'already-set-up': {
    happened: 'This computer was set up before.',
    safe: 'Its data is unchanged.',
    todo: 'Open the program again and sign in.',
  },
  'not-set-up': {
    happened: 'This computer is not set up.',
    safe: 'There is no data yet.',
    todo: 'Choose how to begin on the first page.',
  },
  'enrolment-refused': {
    happened: 'The city does not take the enrolment code: {{why}}.',
    safe: 'Nothing on this computer has changed.',
    todo: 'Check the code, or ask the administrator for a new one.',
  },
  'sample-city-failed': {
    happened: 'The sample city could not be started on this computer.',
    safe: 'Nothing on this computer has changed.',
    todo: 'Try again; if it stays, give support the code below.',
  },
  'city-unreachable': {
    happened: 'The city system cannot be reached yet.',
    safe: works,
    todo: 'Check the cable and the address and try again.',
  },
  'not-our-city': {
    happened: 'What answers is not the city system: {{why}}.',
    safe: 'No dossier was sent there.',
    todo: 'Check the address; if the network has its own sign-in page, sign in there first.',
  },
  'city-busy': {
    happened: 'The city system is busy.',
    safe: works,
    todo: 'The program tries again in {{seconds}} seconds.',
  },
  'city-refused': {
    happened: 'The city system refused (answer {{status}}).',
    safe: kept,
    todo: 'Give support the code below.',
  },
  'city-access-lost': {
    happened: 'The city no longer accepts this computer.',
    safe: works,
    todo: 'Ask for a new enrolment code for this computer.',
  },
  'clock-wrong': {
    happened: 'The clock of this computer is {{minutes}} minutes off.',
    safe: works,
    todo: 'Set the clock and try again.',
  },
} satisfies FailureWords;

/** Details put into the sentences of failures. */
export const failureDetails = {
  wait: 'Wait {{count}} seconds and try again.',
  wait_one: 'Wait {{count}} second and try again.',
  noWait: 'Try again; check Caps Lock and the Vietnamese input method.',
  role: { clerk: 'desk clerk', supervisor: 'supervisor', leader: 'leader', other: 'someone with the right' },
  inspection: {
    timeout: 'it took too long',
    memory: 'it needed too much memory',
    crash: 'the file stopped the checker',
  },
  card: {
    EMPTY: 'the scan was empty',
    CHARACTERS: 'it holds strange characters',
    FIELD_COUNT: 'parts are missing; it is not the QR code of a citizen card',
    ID_NUMBER: 'the ID number does not have 12 digits',
    FULL_NAME: 'the name is not in the right form',
    BIRTH_DATE: 'the date of birth does not exist',
    SEX: 'the sex is not in the right form',
    ISSUE_DATE: 'the date of issue does not exist',
  },
  enrolment: {
    'code-unknown': 'there is no such code',
    'code-used': 'the code was used',
    'code-expired': 'the code has expired',
  },
  notOurCity: {
    'captive-portal': 'the network asks for its own sign-in',
    'wrong-server': 'another server',
    'damaged-reply': 'the answer was damaged on the way',
    'wrong-content': 'the content is not right',
  },
};
