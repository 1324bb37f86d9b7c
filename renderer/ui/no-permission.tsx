import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import { type NoteAction, StatusNote } from './status-note.tsx';

export interface NoPermissionProps {
  /** What is needed: `Cần lãnh đạo duyệt bổ sung lần 2.` */
  title: ReactNode;
  /** What is already safe: `Đề nghị đã lưu.` */
  safe?: ReactNode;
  /** People who can do it. */
  who?: readonly string[];
  action?: NoteAction;
}

/** The user may not do this: says who can and offers the way to them. */
export function NoPermission({ title, safe, who, action }: NoPermissionProps) {
  const t = useT('ui');
  const names = who && who.length > 0 ? t('noPermission.who', { names: who.join('; ') }) : undefined;
  return (
    <StatusNote
      icon={<IconLock size={20} stroke={1.75} aria-hidden="true" />}
      happened={title}
      safe={safe}
      todo={names}
      {...(action ? { action } : {})}
    />
  );
}
