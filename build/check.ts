import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { main as checkImports } from './check-imports.ts';

const root = dirname(import.meta.dirname);
const LAYERS = ['pure', 'node', 'renderer', 'test'] as const;

/** Types per layer, lint and format, imports. Exit code 0 when all hold. */
export function main(): number {
  const failed = [
    ...LAYERS.map((layer) => run(`types (${layer})`, 'typescript/bin/tsc', ['-p', `build/tsconfig.${layer}.json`])),
    run('lint and format', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
    checkImports() === 0,
  ].filter((passed) => !passed).length;
  return failed === 0 ? 0 : 1;
}

function run(name: string, bin: string, args: readonly string[]): boolean {
  const result = spawnSync(process.execPath, [join(root, 'node_modules', bin), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  console.log(`${name}: ${result.status === 0 ? 'ok' : 'failed'}`);
  return result.status === 0;
}
