import { Menu } from '@mantine/core';
import { IconCheck, IconUser } from '@tabler/icons-react';
import { chooseLanguage, currentLanguage, languages, useT } from '../i18n/i18n.ts';
import text from '../theme/text.module.css';
import { chooseTheme, themeNames, useThemeChoice } from '../theme/theme-choice.ts';
import { KeyCap } from '../ui/key-cap.tsx';
import type { FrameUser } from './frame-types.ts';
import styles from './user-menu.module.css';

/** Who is working, and what is theirs: theme, language, screen lock, sign out. */
export function UserMenu({ user }: { user: FrameUser }) {
  const t = useT('frame');
  const theme = useThemeChoice();
  const language = currentLanguage();
  return (
    <Menu position="bottom-end" width={240} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className={styles.user}>
          <IconUser size={20} stroke={1.75} aria-hidden="true" />
          <span className={styles.words}>
            <i className={text.hidden}>{t('userMenu')}</i>
            <b>{user.name}</b>
            <span>{user.role}</span>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('theme.title')}</Menu.Label>
        {themeNames.map((name) => (
          <Menu.RadioItem
            key={name}
            value={name}
            checked={name === theme}
            checkIcon={<IconCheck size={16} stroke={2} aria-hidden="true" />}
            onChange={() => chooseTheme(name)}
          >
            {t(`theme.${name}`)}
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('language.title')}</Menu.Label>
        {languages.map((name) => (
          <Menu.RadioItem
            key={name}
            value={name}
            checked={name === language}
            checkIcon={<IconCheck size={16} stroke={2} aria-hidden="true" />}
            onChange={() => chooseLanguage(name)}
          >
            {t(`language.${name}`)}
          </Menu.RadioItem>
        ))}
        {user.menu.length > 0 ? <Menu.Divider /> : undefined}
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
      </Menu.Dropdown>
    </Menu>
  );
}
