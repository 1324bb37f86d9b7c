import { dirname, extname, join, resolve } from 'node:path';

/** Where the parts of the program lie. */
export interface StartOptions {
  readonly preload: string;
  readonly pageDir: string;
  readonly hostEntry: string;
  readonly inspectFileEntry: string;
  readonly sampleCityEntry: string;
  /** Development only: a key file instead of the system's key store, so that a browser can open the same data. */
  readonly keyFile: string | null;
}

/**
 * The program's parts beside the shell's own bundle. Development may name another page folder and host with
 * `--page-dir=` and `--host-entry=`, and a key file; the installed program ignores all three. Child entries lie beside the host's.
 */
export function readStartOptions(shellDir: string, args: readonly string[], packaged: boolean): StartOptions {
  const given = (name: string) => (packaged ? undefined : optionOf(args, name));
  const hostEntry = resolve(given('--host-entry') ?? join(shellDir, '..', 'host', 'worker.js'));
  const keyFile = given('--key-file');
  const besideHost = (name: string) => join(dirname(hostEntry), name + extname(hostEntry));
  return {
    preload: join(shellDir, 'preload.cjs'),
    pageDir: resolve(given('--page-dir') ?? join(shellDir, '..', 'page')),
    hostEntry,
    inspectFileEntry: besideHost('inspect-file'),
    sampleCityEntry: besideHost('sample-city'),
    keyFile: keyFile === undefined ? null : resolve(keyFile),
  };
}

/** `--data=` of `npm start`: another data folder, with a profile of its own beside it. Null in the installed program. */
export function chosenDataDir(args: readonly string[], packaged: boolean): string | null {
  const given = packaged ? undefined : optionOf(args, '--data');
  return given === undefined ? null : resolve(given);
}

function optionOf(args: readonly string[], name: string): string | undefined {
  return args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1);
}
