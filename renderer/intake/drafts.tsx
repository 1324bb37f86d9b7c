import { Menu } from '@mantine/core';
import { IconChevronDown, IconPencil } from '@tabler/icons-react';
import { useT } from '../i18n/i18n.ts';
import { Chip } from '../ui/chip.tsx';
import { isUntouched } from './intake-form.ts';
import styles from './intake-page.module.css';
import { useIntake } from './intake-store.ts';

/** The draft in hand, and those put aside. */
export function Drafts() {
  const t = useT('intake');
  const form = useIntake((state) => state.form);
  const parked = useIntake((state) => state.parked);
  const resume = useIntake((state) => state.resume);
  const name = form.owner.fullName.trim();
  return (
    <>
      {isUntouched(form) ? undefined : (
        <Chip tone="blue" icon={<IconPencil size={14} stroke={1.75} aria-hidden="true" />}>
          <span className={styles.draftName}>{t('draft.current', { name: name === '' ? t('draft.new') : name })}</span>
        </Chip>
      )}
      {parked.length > 0 ? (
        <Menu position="bottom-start" width={280}>
          <Menu.Target>
            <button type="button" className={styles.parked}>
              {t('draft.parked', { count: parked.length })}
              <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {parked.map((draft) => (
              <Menu.Item key={draft.dossierId} onClick={() => resume(draft.dossierId)}>
                {draft.owner.fullName.trim() || t('draft.noName')}
                {draft.queueTicket ? ` · ${draft.queueTicket}` : ''}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : undefined}
    </>
  );
}
