import { IconCircle, IconCircleCheckFilled, IconEye } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, useRef } from 'react';
import type { Translate } from '../i18n/i18n.ts';
import { useT } from '../i18n/i18n.ts';
import { Chip } from '../ui/chip.tsx';
import { moveFocus } from './enter-order.ts';
import { askedFor, type ComponentForm, type IntakeForm, nothingGiven } from './intake-form.ts';
import { componentField, isGiven, type ProcedureComponent } from './intake-model.ts';
import { useIntake } from './intake-store.ts';
import { PaperFiles } from './paper-files.tsx';
import styles from './papers.module.css';

export interface PaperRowProps {
  component: ProcedureComponent;
  /** Papers of the same any-of group, this one included; empty outside a group. */
  members: readonly ProcedureComponent[];
  /** Its any-of group has what it needs. */
  settled: boolean;
  current: boolean;
  readOnly: boolean;
  wrong: boolean;
  onAim: () => void;
  onFiles: (files: readonly File[]) => void;
  onDrop: (event: DragEvent) => void;
}

const kinds = ['originals', 'certifiedCopies', 'photocopies'] as const;
const countLabel = {
  originals: 'papers.originalsOf',
  certifiedCopies: 'papers.certifiedOf',
  photocopies: 'papers.photocopiesOf',
} as const;

/** One paper: its mark, its name, its counts, its pages. Enter on the mark takes what is asked for and goes on. */
export function PaperRow(props: PaperRowProps) {
  const { component, members, readOnly, settled } = props;
  const t = useT('intake');
  const mark = useRef<HTMLButtonElement>(null);
  const form = useIntake((state) => state.form);
  const edit = useIntake((state) => state.edit);
  const entered = form.components[component.code] ?? nothingGiven;
  const given = isGiven(form, component);
  const chosen = members.length > 0 && form.components[component.code] !== undefined;

  const state =
    members.length > 0
      ? ({ role: 'radio', 'aria-checked': chosen } as const)
      : ({ role: 'checkbox', 'aria-checked': given } as const);

  function set(next: ComponentForm | null): void {
    edit((now) => withComponent(now, component.code, next, members));
  }

  function onMarkKey(event: KeyboardEvent<HTMLElement>): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey) return;
    if (/^[0-9]$/.test(event.key) && !component.presentOnly) {
      event.preventDefault();
      set({ ...entered, originals: Number(event.key) });
    } else if (event.key === 'Enter' && !event.shiftKey && !given && component.required) {
      event.preventDefault();
      set(askedFor(component));
      const root = mark.current?.closest<HTMLElement>('[data-enter-order]');
      if (root) requestAnimationFrame(() => moveFocus(root, 1, () => undefined));
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the row only notes where the focus is; its controls act
    <div className={styles.row} data-current={props.current || undefined} onFocus={props.onAim} onDrop={props.onDrop}>
      <div className={styles.line} data-seen={component.presentOnly || undefined}>
        <div className={styles.name}>
          {readOnly ? (
            <IconCircle size={18} stroke={1.75} aria-hidden="true" />
          ) : (
            <button
              ref={mark}
              type="button"
              {...state}
              aria-label={t('papers.received', { name: component.name })}
              aria-invalid={props.wrong || undefined}
              className={styles.mark}
              data-stop
              data-skip={(settled && !chosen) || undefined}
              data-field={componentField(component.code)}
              data-given={given || undefined}
              onClick={() => set(given ? null : askedFor(component))}
              onKeyDown={onMarkKey}
            >
              {members.length > 0 ? (
                <RadioSign chosen={chosen} />
              ) : given ? (
                <IconCircleCheckFilled size={20} aria-hidden="true" />
              ) : (
                <IconCircle size={20} stroke={1.75} aria-hidden="true" />
              )}
            </button>
          )}
          <div className={styles.words}>
            <span className={styles.title} data-quiet={(!given && !component.required) || undefined}>
              {component.name}
            </span>
            {component.condition && !component.required ? (
              <span className={styles.hint}>{t('papers.when', { condition: component.condition })}</span>
            ) : undefined}
            {!given && !settled && !component.presentOnly && asksWords(t, component) !== '' ? (
              <span className={styles.hint}>{t('papers.asks', { what: asksWords(t, component) })}</span>
            ) : undefined}
          </div>
        </div>
        {component.presentOnly ? (
          <span className={styles.seen}>
            <Chip tone={given ? 'ok' : 'plain'} icon={<IconEye size={14} stroke={1.75} aria-hidden="true" />}>
              {t(given ? 'papers.seen' : 'papers.toSee')}
            </Chip>
          </span>
        ) : (
          <span className={styles.counts}>
            {kinds.map((kind) => (
              <input
                key={kind}
                className={styles.count}
                inputMode="numeric"
                maxLength={3}
                data-skip
                disabled={readOnly}
                data-zero={entered[kind] === 0 || undefined}
                aria-label={t(countLabel[kind], { name: component.name })}
                value={readOnly ? component[kind] : entered[kind]}
                onFocus={(event) => event.currentTarget.select()}
                onChange={(event) => {
                  const digits = event.currentTarget.value.replace(/\D/g, '');
                  set({ ...entered, [kind]: Math.min(999, Number(digits || 0)) });
                }}
              />
            ))}
          </span>
        )}
      </div>
      <PaperFiles component={component} onFiles={props.onFiles} />
    </div>
  );
}

function RadioSign({ chosen }: { chosen: boolean }) {
  return <span className={styles.radio} data-chosen={chosen || undefined} aria-hidden="true" />;
}

/** Takes a count over; inside an any-of group only one paper stands. Nothing at all leaves the paper out. */
function withComponent(
  form: IntakeForm,
  code: string,
  next: ComponentForm | null,
  members: readonly ProcedureComponent[],
): IntakeForm {
  const components: Record<string, ComponentForm> = { ...form.components };
  for (const member of members) if (member.code !== code) delete components[member.code];
  if (next === null) delete components[code];
  else components[code] = next;
  return { ...form, components };
}

function asksWords(t: Translate<'intake'>, component: ProcedureComponent): string {
  return [
    component.originals > 0 ? t('papers.askOriginals', { count: component.originals }) : '',
    component.certifiedCopies > 0 ? t('papers.askCertified', { count: component.certifiedCopies }) : '',
    component.photocopies > 0 ? t('papers.askPhotocopies', { count: component.photocopies }) : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
