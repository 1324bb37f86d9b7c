import { IconChevronDown } from '@tabler/icons-react';
import { type KeyboardEvent, useDeferredValue, useId, useRef, useState } from 'react';
import type { ProcedureDetail } from '../../contract/operations/intake.ts';
import { useT } from '../i18n/i18n.ts';
import { Chip } from '../ui/chip.tsx';
import { useOperation } from '../use-operation.ts';
import { withProcedure } from './intake-form.ts';
import { useIntake } from './intake-store.ts';
import { limitWords } from './limit-words.ts';
import styles from './procedure-field.module.css';

export interface ProcedureFieldProps {
  procedure: ProcedureDetail | null;
  wrong: boolean;
  onChosen: () => void;
}

/** The procedure: typed without marks, by initials or by code; empty shows the most used. */
export function ProcedureField({ procedure, wrong, onChosen }: ProcedureFieldProps) {
  const t = useT('intake');
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const code = useIntake((state) => state.form.procedureCode);
  const edit = useIntake((state) => state.edit);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const query = useDeferredValue(typed ?? '');
  const search = useOperation('procedures.search', { query, limit: 12 }, { enabled: open, keepPrevious: true });
  const hits = search.data?.hits ?? [];

  function close(): void {
    setOpen(false);
    setTyped(null);
    setActive(0);
  }

  function choose(index: number): void {
    const hit = hits[index];
    if (hit === undefined) return;
    edit((form) => withProcedure(form, hit.code));
    close();
    onChosen();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) {
        setOpen(true);
        return;
      }
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (hits.length > 0) setActive((active + step + hits.length) % hits.length);
    } else if (event.key === 'Enter' && !event.shiftKey && open && (typed !== null || code === null)) {
      event.preventDefault();
      choose(active);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  }

  const shown = typed ?? procedure?.shortName ?? code ?? '';
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {t('who.procedure')}
      </label>
      <div className={styles.combo} data-code={(typed === null && code !== null) || undefined}>
        {typed === null && code !== null ? <span className={styles.code}>{code}</span> : undefined}
        <input
          ref={input}
          id={id}
          type="text"
          role="combobox"
          className={styles.input}
          data-field="procedure"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && hits.length > 0 ? `${id}-${active}` : undefined}
          aria-invalid={wrong || undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('who.procedurePlaceholder')}
          value={shown}
          onFocus={(event) => {
            event.currentTarget.select();
            if (code === null) setOpen(true);
          }}
          onClick={() => setOpen(true)}
          onBlur={close}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setActive(0);
            setOpen(true);
          }}
          onKeyDown={onKeyDown}
        />
        <IconChevronDown size={18} stroke={1.75} aria-hidden="true" className={styles.arrow} />
      </div>
      {open ? (
        <div
          className={styles.list}
          role="listbox"
          id={`${id}-list`}
          aria-label={query === '' ? t('who.mostUsed') : t('who.found')}
        >
          <p className={styles.head}>
            {query === '' ? t('who.mostUsed') : hits.length > 0 ? t('who.found') : t('who.none')}
          </p>
          {hits.map((hit, index) => (
            <div
              key={hit.code}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={styles.option}
              ref={(element) => {
                if (index === active) element?.scrollIntoView({ block: 'nearest' });
              }}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(index);
              }}
            >
              <span className={styles.name}>{hit.shortName}</span>
              <span className={styles.meta}>
                <span className={styles.mono}>{hit.code}</span>
                {hit.fieldName}
                {hit.guideOnly ? <Chip tone="pause">{t('who.guide')}</Chip> : <span>{limitWords(t, hit.limit)}</span>}
              </span>
            </div>
          ))}
        </div>
      ) : undefined}
      {procedure && !open ? (
        <p className={styles.hint}>
          {t('who.result', { field: procedure.fieldName, result: procedure.resultName })}
          {procedure.verified ? undefined : ` · ${t('who.unverified')}`}
        </p>
      ) : undefined}
    </div>
  );
}
