/** The one IPC channel between page and shell. */
export const OFFICE_CHANNEL = 'office';

/** The page's only origin. */
export const PAGE_SCHEME = 'app';
export const PAGE_HOST = 'desk';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://${PAGE_HOST}`;
