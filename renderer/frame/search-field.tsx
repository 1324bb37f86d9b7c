import { IconSearch, IconX } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useT } from '../i18n/i18n.ts';
import { KeyCap } from '../ui/key-cap.tsx';
import { isComposing, useKeys } from '../ui/keys.ts';
import type { FrameSearch } from './frame-types.ts';
import styles from './search-field.module.css';

/** The one search field. Below 1100 px it is an icon that unfolds over the top bar. */
export function SearchField({ search }: { search: FrameSearch }) {
  const t = useT('frame');
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [focused, setFocused] = useState(false);

  function enter(): void {
    // The field must have the focus before the next key comes.
    flushSync(() => setOpen(true));
    input.current?.focus();
    input.current?.select();
  }

  const leave = useCallback(() => {
    setOpen(false);
    input.current?.blur();
  }, []);

  // Another page has been opened: the keys belong to it now.
  useEffect(() => {
    window.addEventListener('hashchange', leave);
    return () => window.removeEventListener('hashchange', leave);
  }, [leave]);

  useKeys([{ id: 'frame.search', keys: 'Ctrl+K', label: t('keys.search'), run: enter }], 'frame');
  const listed = focused && search.results !== undefined;
  return (
    <>
      <button
        type="button"
        className={styles.unfold}
        aria-label={t('search.open')}
        aria-expanded={open}
        onClick={enter}
      >
        <IconSearch size={18} stroke={1.75} aria-hidden="true" />
      </button>
      <search className={styles.search} data-open={open || undefined}>
        <IconSearch size={18} stroke={1.75} aria-hidden="true" className={styles.glass} />
        {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: a combobox whenever it has a list */}
        <input
          ref={input}
          type="text"
          role={search.listId ? 'combobox' : undefined}
          aria-label={t('search.label')}
          aria-keyshortcuts="Control+K"
          aria-expanded={search.listId ? listed : undefined}
          aria-controls={search.listId && listed ? search.listId : undefined}
          aria-activedescendant={listed ? search.activeId : undefined}
          placeholder={t('search.placeholder')}
          autoComplete="off"
          spellCheck={false}
          value={search.value}
          onChange={(event) => search.onChange(event.currentTarget.value)}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          onKeyDown={(event) => {
            if (isComposing(event.nativeEvent)) return;
            search.onKeyDown?.(event);
            if (event.defaultPrevented) return;
            if (event.key === 'Enter') search.onSubmit(event.currentTarget.value);
            if (event.key === 'Escape') {
              event.preventDefault();
              leave();
            }
          }}
        />
        <span className={styles.key}>
          <KeyCap keys="Ctrl+K" silent />
        </span>
        <button type="button" className={styles.fold} aria-label={t('search.close')} onClick={leave}>
          <IconX size={18} stroke={1.75} aria-hidden="true" />
        </button>
        {listed ? <div className={styles.results}>{search.results}</div> : undefined}
      </search>
    </>
  );
}
