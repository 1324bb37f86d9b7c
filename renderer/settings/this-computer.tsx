import { IconKey, IconKeyOff } from '@tabler/icons-react';
import type { OfficeView } from '../../contract/views.ts';
import { chooseLanguage, currentLanguage, type Language, languages, useT } from '../i18n/i18n.ts';
import { chooseTheme, themeNames, useThemeChoice } from '../theme/theme-choice.ts';
import { FactList } from '../ui/fact-list.tsx';
import { Panel } from '../ui/panel.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { StatusNote } from '../ui/status-note.tsx';
import styles from './settings.module.css';
import type { About } from './settings-page.tsx';

/** Language and appearance: taken at once, kept on this computer. */
export function ScreenPanel() {
  const t = useT('settings');
  const frame = useT('frame');
  const theme = useThemeChoice();
  return (
    <Panel title={t('screen.title')}>
      <div className={styles.choices}>
        <p className={styles.label}>{t('screen.language')}</p>
        <Segmented<Language>
          label={t('screen.language')}
          value={currentLanguage()}
          onChange={chooseLanguage}
          options={languages.map((value) => ({ value, label: frame(`language.${value}`) }))}
        />
        <p className={styles.label}>{t('screen.theme')}</p>
        <Segmented
          label={t('screen.theme')}
          value={theme}
          onChange={chooseTheme}
          options={themeNames.map((value) => ({ value, label: frame(`theme.${value}`) }))}
        />
      </div>
      <p className={styles.hint}>{t('screen.kept')}</p>
    </Panel>
  );
}

/** Which installation this is: version, office, city, and which reference data it works with. */
export function MachinePanel({ about, office }: { about: About; office: OfficeView | null }) {
  const t = useT('settings');
  const agency = { value: office?.agencyCode ?? t('machine.agencyNone'), mono: office?.agencyCode != null };
  const machine = [
    { name: t('machine.version'), value: about.version, mono: true },
    ...(office
      ? [
          { name: t('machine.office'), value: office.name },
          { name: t('machine.agency'), ...agency },
        ]
      : []),
    { name: t('machine.city'), value: about.cityAddress || t('machine.cityNone'), mono: about.cityAddress !== '' },
  ];
  return (
    <Panel title={t('machine.title')}>
      <FactList layout="columns" facts={machine} />
      <h3 className={styles.part}>{t('packs.title')}</h3>
      <FactList
        layout="columns"
        facts={about.packs.map(({ pack, version }) => ({
          name: t(`packs.${pack}`),
          value: version > 0 ? t('packs.version', { version }) : t('packs.none'),
        }))}
      />
      {office?.sample ? <p className={styles.hint}>{t('machine.sample')}</p> : undefined}
    </Panel>
  );
}

const keyTone = { os: 'ok', file: 'warn', weak: 'danger' } as const;

/** Where the key rests and what that means for whoever gets hold of this computer. */
export function KeyPanel({ strength }: { strength: About['keyStrength'] }) {
  const t = useT('settings');
  const Icon = strength === 'weak' ? IconKeyOff : IconKey;
  return (
    <Panel title={t('key.title')}>
      <StatusNote
        tone={keyTone[strength]}
        icon={<Icon size={20} stroke={1.75} aria-hidden="true" />}
        happened={t(`key.${strength}.name`)}
        safe={t(`key.${strength}.means`)}
      />
    </Panel>
  );
}
