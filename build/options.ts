import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** Parses a command's options; on a mistake prints the usage line and ends with exit code 2. */
export function readOptions<T extends ParseArgsOptionsConfig>(args: readonly string[], options: T, usage: string) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    console.error(`${(error as Error).message}\nCách dùng: ${usage}`);
    process.exit(2);
  }
}

/** A whole number option within bounds, or the default. */
export function wholeNumber(
  text: string | undefined,
  fallback: number,
  least: number,
  most: number,
  name: string,
): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  console.error(`--${name} phải là số nguyên từ ${least} đến ${most}.`);
  process.exit(2);
}
