import { Modal } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useT } from '../i18n/i18n.ts';
import { ActionButton } from './action-button.tsx';
import styles from './confirm-dialog.module.css';
import { useKeys } from './keys.ts';

export interface Consequence {
  id: string;
  /** A 16 px icon. */
  icon: ReactNode;
  text: ReactNode;
}

export interface ConfirmContentProps {
  /** What is put inside before the buttons: a reason field, usually. */
  children?: ReactNode;
  /** What follows from the act, in words. */
  consequences: readonly Consequence[];
  confirmLabel: string;
  confirmKeys?: string;
  confirmDisabled?: boolean;
  /** `danger` for refusals and deletions; `primary` for other legal acts. */
  tone?: 'danger' | 'primary';
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

export interface ConfirmDialogProps extends ConfirmContentProps {
  opened: boolean;
  /** A question: `Từ chối tiếp nhận hồ sơ này?` */
  title: string;
}

/** The inside of a confirmation: consequences, an optional field, the two buttons. */
export function ConfirmContent(props: ConfirmContentProps) {
  const t = useT('ui');
  const { busy = false, tone = 'danger' } = props;
  return (
    <div className={styles.content}>
      <ul className={styles.list}>
        {props.consequences.map(({ id, icon, text }) => (
          <li key={id}>
            <span className={styles.icon} aria-hidden="true">
              {icon}
            </span>
            <span>{text}</span>
          </li>
        ))}
      </ul>
      {props.children}
      <div className={styles.buttons}>
        <ActionButton keys="Esc" disabled={busy} onClick={props.onClose}>
          {t('back')}
        </ActionButton>
        <ActionButton
          tone={tone === 'danger' ? 'danger-solid' : 'primary'}
          busy={busy}
          disabled={props.confirmDisabled === true}
          onClick={props.onConfirm}
          {...(props.confirmKeys ? { keys: props.confirmKeys } : {})}
        >
          {props.confirmLabel}
        </ActionButton>
      </div>
    </div>
  );
}

function DialogKeys({ title, busy = false, ...props }: ConfirmDialogProps) {
  const t = useT('ui');
  const confirm = props.confirmKeys
    ? [
        {
          id: 'dialog.confirm',
          keys: props.confirmKeys,
          label: props.confirmLabel,
          enabled: !busy && props.confirmDisabled !== true,
          run: props.onConfirm,
        },
      ]
    : [];
  useKeys(
    [...confirm, { id: 'dialog.back', keys: 'Esc', label: t('back'), enabled: !busy, run: props.onClose }],
    'dialog',
  );
  return null;
}

/** Asks once before an act with legal or lasting effect, with the consequence in words. Esc leaves without harm. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const description = useId();
  return (
    <Modal
      opened={props.opened}
      onClose={props.busy === true ? () => undefined : props.onClose}
      size={440}
      closeOnEscape={false}
      closeOnClickOutside={false}
      aria-describedby={description}
    >
      <DialogKeys {...props} />
      <Modal.Title>{props.title}</Modal.Title>
      <div id={description}>
        <ConfirmContent {...props} />
      </div>
    </Modal>
  );
}
