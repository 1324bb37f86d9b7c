const rowHeight = 36;

/**
 * Puts the cursor of the table inside `place` on the row at `index` and the focus on the table. Long lists draw only what
 * is in sight, so the row is scrolled to first.
 */
export function showRow(place: HTMLElement | null, index: number): void {
  const grid = place?.querySelector<HTMLElement>('[role="grid"]');
  const scroller = grid?.parentElement;
  if (!grid || !scroller) return;
  const top = index * rowHeight;
  const seen = scroller.clientHeight - rowHeight * 2;
  if (top < scroller.scrollTop || top > scroller.scrollTop + seen) {
    scroller.scrollTop = Math.max(0, top - Math.floor(seen / 2));
  }
  grid.focus({ preventScroll: true });
  requestAnimationFrame(() => {
    requestAnimationFrame(() => grid.querySelector<HTMLElement>(`tr[aria-rowindex="${index + 2}"]`)?.click());
  });
}
