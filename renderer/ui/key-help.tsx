import { Modal } from '@mantine/core';
import { useT } from '../i18n/i18n.ts';
import { ActionButton } from './action-button.tsx';
import { KeyCap } from './key-cap.tsx';
import styles from './key-help.module.css';
import { type KeyGroup, useKeyGroups, useKeys } from './keys.ts';

export interface KeyListProps {
  groups: readonly KeyGroup[];
}

/** The keys of the screen shown now, screen first, then what works everywhere. */
export function KeyList({ groups }: KeyListProps) {
  const t = useT('ui');
  const frame = useT('frame');
  const sections = [
    { layer: 'screen', title: t('keys.screen') },
    { layer: 'frame', title: frame('keys.title') },
  ] as const;
  return (
    <div className={styles.columns}>
      {sections.map(({ layer, title }) => {
        const bindings = groups.filter((group) => group.layer === layer).flatMap((group) => group.bindings);
        const shown = bindings.filter((binding) => binding.enabled !== false);
        if (layer === 'frame' && shown.length === 0) return undefined;
        return (
          <section key={layer}>
            <h3 className={styles.title}>{title}</h3>
            {shown.length === 0 ? <p className={styles.none}>{t('keys.none')}</p> : undefined}
            <dl className={styles.list}>
              {shown.map((binding) => (
                <div key={binding.id}>
                  <dt>
                    {binding.keys.split(' ').map((keys) => (
                      <KeyCap key={keys} keys={keys} />
                    ))}
                  </dt>
                  <dd>{binding.label}</dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}

export interface KeyHelpProps {
  opened: boolean;
  onClose: () => void;
}

function HelpKeys({ onClose }: { onClose: () => void }) {
  const t = useT('ui');
  useKeys(
    [
      { id: 'help.close', keys: 'Esc', label: t('close'), run: onClose },
      { id: 'help.toggle', keys: 'F1', label: t('close'), run: onClose },
    ],
    'dialog',
  );
  return null;
}

/** F1: the key map of the current screen, read from the registry, so it cannot tell anything untrue. */
export function KeyHelp({ opened, onClose }: KeyHelpProps) {
  const t = useT('ui');
  const groups = useKeyGroups();
  return (
    <Modal opened={opened} onClose={onClose} size={640} closeOnEscape={false}>
      <HelpKeys onClose={onClose} />
      <Modal.Title>{t('keys.title')}</Modal.Title>
      <KeyList groups={groups} />
      <div className={styles.foot}>
        <p>{t('keys.note')}</p>
        <ActionButton keys="Esc" onClick={onClose}>
          {t('close')}
        </ActionButton>
      </div>
    </Modal>
  );
}
