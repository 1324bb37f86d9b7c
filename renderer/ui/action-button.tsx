import { Button } from '@mantine/core';
import { IconLoader2 } from '@tabler/icons-react';
import type { MouseEventHandler, ReactNode, Ref } from 'react';
import { useT } from '../i18n/i18n.ts';
import styles from './action-button.module.css';
import { KeyCap } from './key-cap.tsx';
import { ariaKeys } from './keys.ts';

export type ButtonTone = 'primary' | 'default' | 'ghost' | 'danger' | 'danger-solid';

export interface ActionButtonProps {
  children?: ReactNode;
  tone?: ButtonTone;
  /** 32, 34 or 40 px high. */
  size?: 'sm' | 'md' | 'lg';
  icon?: ReactNode;
  iconAfter?: ReactNode;
  /** The key printed on it. The screen registers the key itself with `useKeys`. */
  keys?: string;
  /** Spinner and words instead of the label; presses are ignored, focus stays. */
  busy?: boolean;
  busyLabel?: string;
  disabled?: boolean;
  /** Needed when there is only an icon. */
  label?: string;
  pressed?: boolean;
  expanded?: boolean;
  type?: 'button' | 'submit';
  onClick?: MouseEventHandler<HTMLButtonElement>;
  autoFocus?: boolean;
  grow?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

const variants: Record<ButtonTone, string> = {
  primary: 'filled',
  default: 'default',
  ghost: 'subtle',
  danger: 'danger',
  'danger-solid': 'danger-filled',
};

/** Any button of the product: icon, words, key. One `primary` per page; use `PrimaryButton` for it. */
export function ActionButton(props: ActionButtonProps) {
  const t = useT('ui');
  const { children, tone = 'default', size = 'md', keys, busy = false, label, onClick } = props;
  const bare = children === undefined;
  return (
    <Button
      ref={props.ref}
      variant={variants[tone]}
      size={size}
      type={props.type ?? 'button'}
      className={bare ? styles.iconOnly : undefined}
      disabled={props.disabled === true}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      aria-label={label}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-keyshortcuts={keys ? ariaKeys(keys) : undefined}
      fullWidth={props.grow === true}
      data-autofocus={props.autoFocus || undefined}
      leftSection={bare ? undefined : busy ? <IconLoader2 size={16} className={styles.spin} /> : props.icon}
      rightSection={bare || busy ? undefined : (props.iconAfter ?? (keys ? <KeyCap keys={keys} silent /> : undefined))}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {bare ? props.icon : busy ? (props.busyLabel ?? t('busy')) : children}
    </Button>
  );
}
