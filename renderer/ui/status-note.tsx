import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconCloudOff, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import text from '../theme/text.module.css';
import { ActionButton, type ActionButtonProps } from './action-button.tsx';
import styles from './status-note.module.css';

export type NoteTone = 'plain' | 'ok' | 'warn' | 'danger' | 'pause';

export interface NoteAction extends Pick<ActionButtonProps, 'keys' | 'icon' | 'busy' | 'busyLabel' | 'disabled'> {
  label: string;
  onClick: () => void;
}

export interface StatusNoteProps {
  tone?: NoteTone;
  icon?: ReactNode;
  /** What happened: one sentence, said first and in bold. */
  happened: ReactNode;
  /** What is safe. */
  safe?: ReactNode;
  /** What to do. */
  todo?: ReactNode;
  /** The one button that does it. */
  action?: NoteAction;
  /** Small code for support, outside the sentence. */
  code?: string;
  /** `row`: one line with the button at its end (undo). */
  layout?: 'stack' | 'row';
  /** Read out when it appears: `status` waits its turn, `alert` interrupts. */
  live?: 'status' | 'alert';
}

const icons: Record<NoteTone, ReactNode> = {
  plain: <IconInfoCircle size={20} stroke={1.75} aria-hidden="true" />,
  ok: <IconCircleCheck size={20} stroke={1.75} aria-hidden="true" />,
  warn: <IconAlertTriangle size={20} stroke={1.75} aria-hidden="true" />,
  danger: <IconAlertCircle size={20} stroke={1.75} aria-hidden="true" />,
  pause: <IconCloudOff size={20} stroke={1.75} aria-hidden="true" />,
};

/** The one button of a message or an empty place. */
export function NoteButton({ action }: { action: NoteAction }) {
  const { label, ...button } = action;
  return (
    <ActionButton {...button} size="sm">
      {label}
    </ActionButton>
  );
}

/** A message in three sentences: what happened, what is safe, what to do; with one button and a small support code. */
export function StatusNote(props: StatusNoteProps) {
  const t = useT('ui');
  const { tone = 'plain', layout = 'stack', action } = props;
  const button = action ? <NoteButton action={action} /> : undefined;
  const body = props.safe !== undefined || props.todo !== undefined;
  return (
    <div className={styles.note} data-tone={tone} data-layout={layout} role={props.live}>
      {props.icon ?? icons[tone]}
      <div className={styles.words}>
        <p className={styles.happened}>{props.happened}</p>
        {body ? (
          <p className={styles.rest}>
            {props.safe}
            {props.safe !== undefined && props.todo !== undefined ? ' ' : undefined}
            {props.todo}
          </p>
        ) : undefined}
        {layout === 'stack' && (button || props.code) ? (
          <div className={styles.foot}>
            {button}
            {props.code ? (
              <span className={styles.code}>
                <span className={text.hidden}>{t('supportCode', { code: '' })}</span>
                {props.code}
              </span>
            ) : undefined}
          </div>
        ) : undefined}
      </div>
      {layout === 'row' ? button : undefined}
    </div>
  );
}
