import { pino } from 'pino';

/** The office's own log: references, operation names, error kinds. Never personal data, never input or output. */
export interface HostLog {
  info(entry: Readonly<Record<string, unknown>>): void;
  error(entry: { readonly reference: string; readonly operation: string; readonly error: unknown }): void;
}

/** Logs to `file`, or to standard error. Of an error only its name, code and stack lines of our own files are kept. */
export function openHostLog(file: string | null): HostLog {
  const logger = pino(
    { base: null, level: file === null ? 'error' : 'info' },
    pino.destination(file === null ? 2 : { dest: file, mkdir: true, sync: false }),
  );
  return {
    info: (entry) => logger.info(entry),
    error: ({ reference, operation, error }) => logger.error({ reference, operation, ...faultOf(error) }),
  };
}

/** Error messages may quote values, so they stay out. */
function faultOf(error: unknown): { kind: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, at: [] };
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at .*(domain|contract|db|sync|electron)\//.test(line))
    .map((line) => line.trim().replace(/\(?(?:file:\/\/)?\/.*?\/((?:domain|contract|db|sync|electron)\/)/, '($1'))
    .slice(0, 8);
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? { kind: error.name, code, at } : { kind: error.name, at };
}
