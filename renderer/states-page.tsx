import { useT } from './i18n/i18n.ts';
import { ListsAndKeys } from './states/lists-and-keys.tsx';
import styles from './states/states.module.css';
import { ConfirmAndThemes, WholeStates } from './states/whole-states.tsx';
import { ButtonsAndFields, WordsAndPeople } from './states/words-and-fields.tsx';
import text from './theme/text.module.css';

/** Every component and state once, at `#/states`: the picture to compare a screen with. Sample words are Vietnamese. */
export function StatesPage() {
  const t = useT('states');
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{t('title')}</h1>
        <span className={`${text.small} ${text.muted}`}>{t('note')}</span>
      </div>
      <div className={styles.columns}>
        <ButtonsAndFields />
        <WordsAndPeople />
        <WholeStates />
        <ConfirmAndThemes />
      </div>
      <ListsAndKeys />
    </div>
  );
}
