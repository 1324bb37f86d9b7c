import { useEffect, useRef } from 'react';
import { createScanBurst, SILENCE_MS } from './scan-burst.ts';

export interface CardScan {
  readonly onCard: (payload: string) => void;
  readonly onMangled: () => void;
}

interface Mark {
  readonly element: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
}

/**
 * Listens to a keyboard scanner anywhere on the page, before any control sees the keys. When a burst turns out to be a
 * card, the focused field gets back what stood in it and sees nothing of the rest.
 */
export function useCardScan(scan: CardScan): void {
  const latest = useRef(scan);
  latest.current = scan;
  useEffect(() => {
    const burst = createScanBurst();
    let mark: Mark | null = null;
    let silence: ReturnType<typeof setTimeout> | undefined;
    let lastKey = '';

    function wait(): void {
      clearTimeout(silence);
      silence = setTimeout(() => tell(burst.silence()), SILENCE_MS);
    }

    function tell(end: { kind: 'card'; payload: string } | { kind: 'mangled' } | null): void {
      if (end === null) return;
      putBack(mark);
      mark = null;
      if (end.kind === 'card') latest.current.onCard(end.payload);
      else latest.current.onMangled();
    }

    function onKeyDown(event: KeyboardEvent): void {
      const composing = event.isComposing || event.keyCode === 229;
      lastKey = event.key;
      const physical = physicalOf(event);
      const step = burst.press({
        key: event.key,
        at: event.timeStamp,
        composing,
        held: event.ctrlKey || event.altKey || event.metaKey,
        ...(physical === undefined ? {} : { physical }),
      });
      if (step.kind === 'pass') return;
      if (step.kind === 'mark') {
        mark = markOf(document.activeElement);
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (step.kind === 'begin') putBack(mark);
      clearTimeout(silence);
      if (step.kind === 'card' || step.kind === 'mangled') tell(step);
      else wait();
    }

    /** Characters that come without a key of their own: Alt codes. */
    function onKeyPress(event: KeyboardEvent): void {
      if (!burst.taking || event.key === lastKey) return;
      event.preventDefault();
      burst.press({ key: event.key, at: event.timeStamp });
      wait();
    }

    /** Text that an injecting program or an input method puts into the focused field. */
    function onBeforeInput(event: InputEvent): void {
      if (!burst.taking) return;
      event.preventDefault();
      const composing = event.inputType !== 'insertText';
      for (const character of event.data ?? '') burst.press({ key: character, at: event.timeStamp, composing });
      wait();
    }

    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('keypress', onKeyPress, true);
    window.addEventListener('beforeinput', onBeforeInput, true);
    return () => {
      clearTimeout(silence);
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('keypress', onKeyPress, true);
      window.removeEventListener('beforeinput', onBeforeInput, true);
    };
  }, []);
}

function physicalOf(event: KeyboardEvent): string | undefined {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (digit !== undefined && !event.shiftKey) return digit;
  return event.code === 'Backslash' && event.shiftKey ? '|' : undefined;
}

function markOf(element: Element | null): Mark | null {
  if (!(element instanceof HTMLInputElement) && !(element instanceof HTMLTextAreaElement)) return null;
  return { element, value: element.value };
}

/** Sets a field back so that React hears of it. */
function putBack(mark: Mark | null): void {
  if (mark === null || mark.element.value === mark.value) return;
  const prototype =
    mark.element instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(mark.element, mark.value);
  mark.element.dispatchEvent(new Event('input', { bubbles: true }));
}
