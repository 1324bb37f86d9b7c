import type { KeyboardEvent } from 'react';

const selector = 'input, select, button[data-stop], [role="checkbox"][data-stop]';

/** The stops of Enter inside `root`, in reading order. `data-skip` marks what Enter passes by; Tab reaches it. */
function stopsOf(root: HTMLElement, current: Element | null): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)].filter((element) => {
    if (element === current) return true;
    if (element.hasAttribute('data-skip') || element.closest('[data-skip]')) return false;
    if (element.matches(':disabled, [type="hidden"], [type="file"]') || element.getClientRects().length === 0)
      return false;
    return !isPassedRadio(element, root);
  });
}

/** Of a group of radio buttons only the checked one, or the first, is a stop. */
function isPassedRadio(element: HTMLElement, root: HTMLElement): boolean {
  if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return false;
  const group = [...root.querySelectorAll<HTMLInputElement>('input[type="radio"]')].filter(
    (one) => one.name === element.name,
  );
  return element !== (group.find((one) => one.checked) ?? group[0]);
}

/** Moves the focus to the next (1) or previous (-1) stop; `past` is called at the end. */
export function moveFocus(root: HTMLElement, step: 1 | -1, past: () => void): void {
  const current = document.activeElement;
  const stops = stopsOf(root, current);
  const at = current instanceof HTMLElement ? stops.indexOf(current) : -1;
  const target = at === -1 ? stops[0] : stops[at + step];
  if (target === undefined) {
    if (step === 1) past();
    return;
  }
  focusStop(target);
}

function focusStop(element: HTMLElement): void {
  element.focus();
  element.scrollIntoView({ block: 'nearest' });
  if (element instanceof HTMLInputElement && /^(?:text|tel|email|number)$/.test(element.type)) element.select();
}

/** Enter goes on and Shift+Enter goes back, unless an input method or the control itself has the key. */
export function onEnterOrder(event: KeyboardEvent<HTMLElement>, past: () => void): void {
  if (event.key !== 'Enter' || event.defaultPrevented || event.nativeEvent.isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const target = event.target as HTMLElement;
  if (target.matches('textarea, button:not([data-stop])')) return;
  event.preventDefault();
  moveFocus(event.currentTarget, event.shiftKey ? -1 : 1, past);
}

/** Puts the focus on the field a missing thing belongs to. */
export function focusField(field: string): void {
  const element = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
  if (element) focusStop(element);
}
