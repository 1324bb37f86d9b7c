import { IconAlertCircle, IconCircleCheck, IconCircleDashed, IconEye } from '@tabler/icons-react';
import type { DossierView } from '../../contract/views.ts';
import type { Party } from '../../domain/dossier/model.ts';
import { type Translate, useT } from '../i18n/i18n.ts';
import text from '../theme/text.module.css';
import { ActionButton } from '../ui/action-button.tsx';
import { Chip } from '../ui/chip.tsx';
import { FactList } from '../ui/fact-list.tsx';
import { formatDate, formatMoney } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import type { ComponentLine } from './component-lines.ts';
import styles from './left-panels.module.css';

/** `079077981938` as `079 077 981 938`. */
function spacedDigits(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/gu, '\u00a0');
}

function Person({ party }: { party: Party }) {
  const t = useT('dossier');
  const number = party.idNumber ?? party.taxCode;
  return (
    <li className={styles.person}>
      <div className={styles.personTop}>
        <span className={styles.role}>
          {t(`role.${party.role}`)}
          {party.relation ? ` · ${party.relation}` : undefined}
        </span>
        <Chip>{t(`source.${party.source}`)}</Chip>
      </div>
      <b className={styles.personName}>{party.fullName}</b>
      {number === null && party.phone === null ? undefined : (
        <p>
          {number === null ? undefined : <span className={styles.mono}>{spacedDigits(number)}</span>}
          {number !== null && party.phone !== null ? ' · ' : undefined}
          {party.phone}
        </p>
      )}
      {party.birthDate === null && party.address === null ? undefined : (
        <p className={text.muted}>
          {[party.birthDate === null ? null : t('born', { date: formatDate(party.birthDate) }), party.address]
            .filter((part) => part !== null)
            .join(' · ')}
        </p>
      )}
    </li>
  );
}

/** Everybody in the dossier: role, name, numbers, where the facts come from. */
export function PeoplePanel({ parties }: { parties: readonly Party[] }) {
  const t = useT('dossier');
  if (parties.length === 0) return null;
  return (
    <section className={styles.peopleBox} aria-label={t('people')}>
      <ul className={styles.people}>
        {parties.map((party) => (
          <Person key={`${party.role} ${party.fullName} ${party.idNumber ?? ''}`} party={party} />
        ))}
      </ul>
    </section>
  );
}

function countWords(t: Translate<'dossier'>, line: ComponentLine): string {
  const { component } = line;
  const papers = [
    component.originals > 0 ? t('components.originals', { count: component.originals }) : null,
    component.certifiedCopies > 0 ? t('components.certified', { count: component.certifiedCopies }) : null,
    component.photocopies > 0 ? t('components.photocopies', { count: component.photocopies }) : null,
    component.presented ? t('components.presented') : null,
  ].filter((part) => part !== null);
  const pages = line.files === 0 ? t('components.noPages') : t('components.pages', { count: line.pages });
  return [papers.join(', '), pages].filter((part) => part !== '').join(' · ');
}

const stateIcons = { given: IconCircleCheck, missing: IconAlertCircle, 'not-given': IconCircleDashed } as const;

/** The papers as handed in; the one that is missing is the only amber thing of the page. */
export function ComponentsPanel(props: {
  lines: readonly ComponentLine[];
  pages: number;
  loose: { readonly files: number; readonly pages: number; readonly first: string | null };
  shownComponent: string | null;
  onShow: (sha256: string) => void;
}) {
  const t = useT('dossier');
  const { lines, loose } = props;
  return (
    <Panel
      title={t('components.title')}
      aside={<Chip>{t('components.pages', { count: props.pages })}</Chip>}
      padding="flush"
    >
      {lines.length === 0 && loose.files === 0 ? <p className={styles.none}>{t('components.none')}</p> : undefined}
      <ul className={styles.components}>
        {lines.map((line) => {
          const Icon = stateIcons[line.state];
          const words =
            line.state === 'given'
              ? countWords(t, line)
              : t(line.state === 'missing' ? 'components.missing' : 'components.notGiven');
          const { firstFile } = line;
          const content = (
            <>
              <Icon size={18} stroke={1.75} aria-hidden="true" />
              <span>
                {line.component.name}
                <span className={styles.counts}>{words}</span>
              </span>
            </>
          );
          return (
            <li key={line.component.code} data-state={line.state}>
              {firstFile === null ? (
                <div className={styles.component}>{content}</div>
              ) : (
                <button
                  type="button"
                  className={styles.component}
                  aria-current={line.component.code === props.shownComponent || undefined}
                  onClick={() => props.onShow(firstFile)}
                >
                  {content}
                </button>
              )}
            </li>
          );
        })}
        {loose.first === null ? undefined : (
          <li data-state="given">
            <button type="button" className={styles.component} onClick={() => props.onShow(loose.first ?? '')}>
              <IconCircleDashed size={18} stroke={1.75} aria-hidden="true" />
              <span>
                {t('components.loose')}
                <span className={styles.counts}>{t('components.pages', { count: loose.pages })}</span>
              </span>
            </button>
          </li>
        )}
      </ul>
    </Panel>
  );
}

/** What was decided, with its file. */
export function ResultsPanel(props: { results: DossierView['results']; onShow: (sha256: string) => void }) {
  const t = useT('dossier');
  if (props.results.length === 0) return null;
  return (
    <Panel title={t('results.title')} padding="flush">
      <ul className={styles.people}>
        {props.results.map((result) => {
          const { file } = result;
          const words = [
            result.number === null ? null : t('results.number', { number: result.number }),
            result.issuedOn === null ? null : t('results.issued', { date: formatDate(result.issuedOn) }),
            t(result.signed ? 'results.signed' : 'results.notSigned'),
            file === null ? t('results.noFile') : null,
          ].filter((part) => part !== null);
          return (
            <li key={`${result.name} ${result.number ?? ''}`} className={styles.result}>
              <div>
                <b className={styles.personName}>{result.name}</b>
                <p className={text.muted}>{words.join(' · ')}</p>
              </div>
              {file === null ? undefined : (
                <ActionButton
                  size="sm"
                  icon={<IconEye size={16} stroke={1.75} aria-hidden="true" />}
                  onClick={() => props.onShow(file.sha256)}
                >
                  {t('results.view')}
                </ActionButton>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function feeTotal(fees: DossierView['fees']): number | null {
  const known = fees.filter((fee) => fee.amountVnd !== null);
  if (known.length === 0) return null;
  return known.reduce((sum, fee) => sum + (fee.amountVnd ?? 0), 0);
}

/** How the dossier came in and where it is now. */
export function AboutPanel({ dossier }: { dossier: DossierView }) {
  const t = useT('dossier');
  const total = feeTotal(dossier.fees);
  const facts = [
    { name: t('about.channel'), value: t(`channel.${dossier.channel}`) },
    { name: t('about.by'), value: dossier.receivedBy },
    { name: t('about.ticket'), value: dossier.queueTicket },
    { name: t('about.delivery'), value: t(`delivery.${dossier.delivery}`) },
    { name: t('about.step'), value: dossier.step },
    { name: t('about.holder'), value: dossier.holder },
    { name: t('about.fees'), value: total === null ? null : formatMoney(total) },
    { name: t('about.reason'), value: dossier.statusReason },
    { name: t('about.note'), value: dossier.note },
  ].filter((fact) => fact.value !== null && fact.value !== '');
  return (
    <Panel title={t('about.title')}>
      <FactList facts={facts} />
    </Panel>
  );
}
