/** Parts of at most `size`, in order: an SQL statement has a limit of bound values. */
export function inChunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}
