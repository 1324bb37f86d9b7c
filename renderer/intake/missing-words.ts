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
  if (item.kind === 'component' || item.kind === 'group') return item.label;
  if ('place' in item) return t(`save.items.${item.kind}`, { who: t(`save.who.${whoKey(item.place)}`) });
  return t(`save.items.${item.kind}`);
}

function whoKey(place: PersonPlace): 'owner' | 'coOwner' | 'submitter' | 'other' {
  return typeof place === 'number' ? 'other' : place;
}
