import type { Translate } from '../i18n/i18n.ts';
import type { PersonPlace } from './intake-form.ts';
import type { MissingItem } from './intake-model.ts';

const SHOWN = 2;

/** `Còn thiếu: họ tên chủ hồ sơ; Giấy chứng sinh và 2 mục nữa` */
export function missingWords(t: Translate<'intake'>, missing: readonly MissingItem[]): string {
  const shown = missing.slice(0, SHOWN).map((item) => itemWords(t, item));
  const items = shown.join('; ');
  const rest = missing.length - shown.length;
  return t('save.missing', { items: rest > 0 ? t('save.more', { items, count: rest }) : items });
}

function itemWords(t: Translate<'intake'>, item: MissingItem): string {
  if (item.kind === 'component' || item.kind === 'group') return shortName(item.label);
  if ('place' in item) return t(`save.items.${item.kind}`, { who: t(`save.who.${whoKey(item.place)}`) });
  return t(`save.items.${item.kind}`);
}

const LONGEST = 48;

/** A paper's name without what stands in brackets, short enough for one line. */
export function shortName(name: string): string {
  const plain = name.replace(/\s*\([^)]*\)/gu, '').trim();
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1).trimEnd()}…` : plain;
}

function whoKey(place: PersonPlace): 'owner' | 'coOwner' | 'submitter' | 'other' {
  return typeof place === 'number' ? 'other' : place;
}
