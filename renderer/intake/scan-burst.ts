/**
 * Recognises what a keyboard scanner types from the QR code of a citizen card: twelve digits and more, a bar, then the
 * rest without a pause, wherever the focus is. Pure: the caller feeds key presses with their times.
 */
export interface KeyPress {
  /** `KeyboardEvent.key`, or a character that arrived without a key of its own. */
  readonly key: string;
  /** Milliseconds on any steady clock. */
  readonly at: number;
  /** An input method has the key (`isComposing` or key code 229). */
  readonly composing?: boolean;
  /** What the place of the key means without an input method, for digits and the bar. */
  readonly physical?: string;
  /** Ctrl, Alt or Meta held: part of an Alt code or a shortcut, never a character. */
  readonly held?: boolean;
}

export type BurstStep =
  /** Leave the key to the page. */
  | { readonly kind: 'pass' }
  /** The key begins what may be a burst: remember how the focused field stands before it. */
  | { readonly kind: 'mark' }
  /** A card for sure: take the key from the page and put the focused field back. */
  | { readonly kind: 'begin' }
  | { readonly kind: 'take' }
  | BurstEnd;

export type BurstEnd =
  | { readonly kind: 'card'; readonly payload: string }
  /** An input method changed what the scanner typed: nothing may be taken from it. */
  | { readonly kind: 'mangled' };

export interface ScanBurst {
  press(press: KeyPress): BurstStep;
  /** Call when no key came for `SILENCE_MS`; ends a burst of a scanner that sends no Enter. */
  silence(): BurstEnd | null;
  /** Whether a burst is being taken. */
  readonly taking: boolean;
}

/**
 * Longest pause between two keys before the first bar. Long on purpose: a busy computer hands keys over late, and
 * nobody types nine digits and a bar by hand.
 */
const GAP_MS = 1000;
/** Pause after which a burst without Enter has ended. */
export const SILENCE_MS = 300;
/** Digits before the first bar: a card number has twelve; a damaged one is still a scan. */
const LEAST_BEFORE_BAR = 9;
const modifiers = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'Unidentified']);
const foreign = new Set(['Process', 'Dead', 'Backspace', 'Compose', 'Delete']);

export function createScanBurst(): ScanBurst {
  let text = '';
  let last = Number.NEGATIVE_INFINITY;
  let taking = false;
  let mangled = false;

  function clear(): void {
    text = '';
    taking = false;
    mangled = false;
  }

  function end(): BurstEnd {
    const payload = text;
    const spoilt = mangled || !payload.isWellFormed();
    clear();
    return spoilt ? { kind: 'mangled' } : { kind: 'card', payload };
  }

  function whileTaking(press: KeyPress): BurstStep {
    last = press.at;
    if (press.key === 'Enter' || press.key === 'Tab') return end();
    if (press.composing === true || foreign.has(press.key)) mangled = true;
    else if (press.held !== true && [...press.key].length === 1) text += press.key;
    return { kind: 'take' };
  }

  return {
    get taking() {
      return taking;
    },
    press(press) {
      if (taking) return modifiers.has(press.key) ? { kind: 'take' } : whileTaking(press);
      if (modifiers.has(press.key)) return { kind: 'pass' };
      const quick = press.at - last <= GAP_MS;
      last = press.at;
      const character = press.composing === true ? press.physical : press.key;
      if (character === undefined || press.held === true || [...character].length !== 1) {
        clear();
        return { kind: 'pass' };
      }
      if (!quick || text === '') {
        text = character;
        mangled = press.composing === true;
        return { kind: 'mark' };
      }
      text += character;
      if (press.composing === true) mangled = true;
      if (character !== '|' || !/^\d+\|$/u.test(text) || text.length <= LEAST_BEFORE_BAR) return { kind: 'pass' };
      taking = true;
      return { kind: 'begin' };
    },
    silence() {
      return taking ? end() : null;
    },
  };
}

/** Whether a text bears the marks of an input method at work: replacement signs, or tone digits inside the name. */
export function looksMangled(payload: string): boolean {
  const name = payload.split('|')[2] ?? '';
  return payload.includes('\uFFFD') || (/\p{L}/u.test(name) && /\d/u.test(name));
}
