import { ActionButton, type ActionButtonProps } from './action-button.tsx';

export type PrimaryButtonProps = Omit<ActionButtonProps, 'tone' | 'keys'> & {
  /** Every primary action has a key, printed on it. */
  keys: string;
};

/** The one primary action of a page, last in the action bar. 40 px high unless told otherwise. */
export function PrimaryButton(props: PrimaryButtonProps) {
  return <ActionButton size="lg" {...props} tone="primary" />;
}
