import { Menu } from '@mantine/core';
import { IconCheck, IconUser } from '@tabler/icons-react';
import { chooseLanguage, currentLanguage, languages, useT } from '../i18n/i18n.ts';
import { chooseTheme, themeNames, useThemeChoice } from '../theme/theme-choice.ts';
import { KeyCap } from '../ui/key-cap.tsx';
import type { FrameUser } from './frame-types.ts';
import styles from './user-menu.module.css';

function Mark({ on }: { on: boolean }) {
  return <span className={styles.mark}>{on ? <IconCheck size={16} stroke={2} aria-hidden="true" /> : undefined}</span>;
}

/** Who is working, and what is theirs: screen lock, sign out, theme, language. */
export function UserMenu({ user }: { user: FrameUser }) {
  const t = useT('frame');
  const theme = useThemeChoice();
  const language = currentLanguage();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <button type="button" className={styles.user}>
          <IconUser size={20} stroke={1.75} aria-hidden="true" />
          <span className={styles.words}>
            <i className={styles.hidden}>{t('userMenu')}</i>
            <b>{user.name}</b>
            <span>{user.role}</span>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {user.menu.map((item) => (
          <Menu.Item
            key={item.id}
            leftSection={item.icon}
            rightSection={item.keys ? <KeyCap keys={item.keys} silent /> : undefined}
            onClick={item.onClick}
          >
            {item.label}
          </Menu.Item>
        ))}
        {user.menu.length > 0 ? <Menu.Divider /> : undefined}
        <Menu.Label>{t('theme.title')}</Menu.Label>
        {themeNames.map((name) => (
          <Menu.Item
            key={name}
            role="menuitemradio"
            aria-checked={name === theme}
            leftSection={<Mark on={name === theme} />}
            onClick={() => chooseTheme(name)}
          >
            {t(`theme.${name}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('language.title')}</Menu.Label>
        {languages.map((name) => (
          <Menu.Item
            key={name}
            role="menuitemradio"
            aria-checked={name === language}
            leftSection={<Mark on={name === language} />}
            onClick={() => chooseLanguage(name)}
          >
            {t(`language.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
