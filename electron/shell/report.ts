/** One line on standard error: a stable code and plain numbers, never anything a person typed. */
export function report(code: string, detail: Readonly<Record<string, string | number | boolean | null>> = {}): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), from: 'shell', code, ...detail })}\n`);
}
