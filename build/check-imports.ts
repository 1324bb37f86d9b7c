import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { FREE_FOLDERS, IMPORT_TABLE, type LayerRule } from './import-table.ts';

export interface ForbiddenImport {
  readonly file: string;
  readonly line: number;
  readonly target: string;
  readonly why: string;
}

const IMPORT = /^\s*(?:import|export)\s+(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;

const ASYNCHRONOUS = /\.\s*(execute(?:TakeFirst(?:OrThrow)?)?|stream)\s*\(/g;

/**
 * Every import in one source text that the table does not allow, and in `db/` every query that is executed instead of
 * compiled and run synchronously. `file` is relative to the project, with slashes.
 */
export function forbiddenImports(file: string, source: string): ForbiddenImport[] {
  const layer = layerOf(file);
  if (layer === null) return [];
  const found: ForbiddenImport[] = [];
  for (const match of layer.folder === 'db' ? source.matchAll(ASYNCHRONOUS) : []) {
    const line = source.slice(0, match.index).split('\n').length;
    found.push({ file, line, target: `.${match[1]}()`, why: 'db runs queries synchronously: all(), get(), run()' });
  }
  for (const match of source.matchAll(IMPORT)) {
    const target = match[1] ?? match[2] ?? '';
    const why = refusal(layer, file, target);
    if (why !== null) found.push({ file, line: source.slice(0, match.index).split('\n').length, target, why });
  }
  return found;
}

function refusal(layer: LayerRule, file: string, target: string): string | null {
  if (target.startsWith('.')) {
    const path = posix.normalize(posix.join(posix.dirname(file), target));
    const to = layerOf(path);
    if (to === null) {
      const free = FREE_FOLDERS.find((folder) => path.startsWith(`${folder}/`));
      return free === undefined ? `${path} belongs to no layer` : `nothing imports ${free}/`;
    }
    if (to === layer || layer.layers.some((name) => to.folder === name || to.folder.startsWith(`${name}/`)))
      return null;
    return `${layer.folder} may not import ${to.folder}`;
  }
  const name = target.startsWith('node:') ? 'node:' : packageName(target);
  if (layer.packages.some((allowed) => (allowed.endsWith('/') ? name.startsWith(allowed) : name === allowed)))
    return null;
  return `${layer.folder} may not import the package ${name}`;
}

function packageName(target: string): string {
  const parts = target.split('/');
  return target.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? target);
}

/** The layer a file belongs to: the longest folder of the table that holds it. */
function layerOf(path: string): LayerRule | null {
  let best: LayerRule | null = null;
  for (const rule of IMPORT_TABLE) {
    if (path.startsWith(`${rule.folder}/`) && (best === null || rule.folder.length > best.folder.length)) best = rule;
  }
  return best;
}

/** Checks every source file under `root`. */
export function checkImports(root: string): ForbiddenImport[] {
  const tops = new Set(IMPORT_TABLE.map((rule) => rule.folder.split('/')[0] ?? rule.folder));
  return [...tops]
    .flatMap((top) => sourceFiles(join(root, top)))
    .flatMap((path) => {
      const file = relative(root, path).split(sep).join('/');
      return forbiddenImports(file, readFileSync(path, 'utf8'));
    });
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

export function main(): number {
  const root = dirname(import.meta.dirname);
  const found = checkImports(root);
  for (const each of found) console.error(`${each.file}:${each.line}  ${each.target}  (${each.why})`);
  console.log(found.length === 0 ? 'imports: as the table says' : `imports: ${found.length} against the table`);
  return found.length === 0 ? 0 : 1;
}
