import { config } from 'zod';

/** Imported before any schema: without it zod tries `new Function`, which the page policy refuses and reports. */
config({ jitless: true });
