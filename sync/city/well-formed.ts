/**
 * Paths of texts that cannot be stored everywhere: lone surrogates (no UTF-8 form) and U+0000 (refused by PostgreSQL).
 * At most 20 paths, keys included; walks without recursion so that deep nesting is no danger.
 */
export function badTextPaths(value: unknown, root: string): string[] {
  const bad: string[] = [];
  const open: { readonly value: unknown; readonly path: string }[] = [{ value, path: root }];
  for (let next = open.pop(); next !== undefined && bad.length < 20; next = open.pop()) {
    const { value: item, path } = next;
    if (typeof item === 'string') {
      if (!isStorable(item)) bad.push(path);
    } else if (Array.isArray(item)) {
      for (const [index, child] of item.entries()) open.push({ value: child, path: `${path}.${index}` });
    } else if (item !== null && typeof item === 'object') {
      for (const [key, child] of Object.entries(item)) {
        if (isStorable(key)) open.push({ value: child, path: `${path}.${key}` });
        else bad.push(path);
      }
    }
  }
  return bad;
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

/** Whether nesting stays within `limit`; deeper JSON is refused before anything recursive sees it. */
export function nestingWithin(value: unknown, limit: number): boolean {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.value === null || typeof next.value !== 'object') continue;
    if (next.depth > limit) return false;
    for (const child of Object.values(next.value)) open.push({ value: child, depth: next.depth + 1 });
  }
  return true;
}
