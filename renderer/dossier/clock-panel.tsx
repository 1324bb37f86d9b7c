import type { DossierView } from '../../contract/views.ts';
import { type Translate, useT } from '../i18n/i18n.ts';
import { readExplanation } from '../intake/why-list.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { clockText } from '../ui/clock-text.ts';
import { ClockWord } from '../ui/clock-word.tsx';
import { formatDate, formatTime } from '../ui/format.ts';
import { type ClockLine, clockLine } from './clock-line.ts';
import styles from './dossier.module.css';
import { historyTime } from './history-words.ts';

/** Left of this percent the mark of today has no room for its own words: they follow those of the receipt. */
const earlyPlace = 42;

const whole = (instant: string) => `${formatTime(instant)} ${formatDate(instant)}`;

/** The clock in words, and as a line from receipt to the printed date. */
export function ClockPanel({ dossier, now, onWhy }: { dossier: DossierView; now: Date; onWhy: () => void }) {
  const t = useT('dossier');
  const tUi = useT('ui');
  const { promised } = dossier;
  return (
    <div className={styles.clock}>
      <div className={styles.clockTop}>
        <ClockWord tone={dossier.clock.tone} text={clockText(tUi, dossier.clock.reading)} size="title" />
        {promised ? (
          <ActionButton tone="ghost" size="sm" keys="Alt+V" onClick={onWhy}>
            {t('clock.why')}
          </ActionButton>
        ) : undefined}
      </div>
      {promised ? (
        <Line
          t={t}
          now={now}
          received={t(dossier.channel === 'ONLINE' ? 'clock.submitted' : 'clock.received', {
            when: historyTime(dossier.receivedAt, now),
          })}
          dueAt={promised.dueAt}
          line={clockLine({
            receivedAt: dossier.receivedAt,
            dueAt: promised.dueAt,
            now,
            status: dossier.status,
            history: dossier.history,
            explanation: readExplanation(promised.explanation),
          })}
        />
      ) : (
        <p className={styles.clockNote}>{withoutDate(t, dossier, now)}</p>
      )}
    </div>
  );
}

function withoutDate(t: Translate<'dossier'>, dossier: DossierView, now: Date): string {
  if (dossier.acceptBy === null || dossier.status !== 'NEW') return t('clock.none');
  const late = Date.parse(dossier.acceptBy) < now.getTime();
  return t(late ? 'clock.onlineLate' : 'clock.online', { when: whole(dossier.acceptBy) });
}

function Line(props: { t: Translate<'dossier'>; now: Date; received: string; dueAt: string; line: ClockLine }) {
  const { t, now, line, received } = props;
  const shortDate = (instant: string | Date) => formatDate(instant).slice(0, 5);
  const due = t('clock.due', { when: formatDate(props.dueAt) });
  const here =
    line.endedAt === null
      ? t('clock.today', { when: shortDate(now) })
      : t('clock.ended', { when: historyTime(line.endedAt, now) });
  const early = line.now < earlyPlace;
  const paused = line.pause === null ? null : t('clock.paused', { when: historyTime(line.pause.at, now) });
  const ran = line.ran === null ? null : t('clock.ran', { done: line.ran.done, total: line.ran.total });
  const spoken = [received, ran, paused, here, due].filter((part) => part !== null).join('; ');
  return (
    <>
      <div className={styles.track} role="img" aria-label={t('clock.picture', { text: spoken })}>
        <span className={styles.label} data-row="top" style={{ left: 0 }}>
          {received}
          {early ? <b> · {here}</b> : undefined}
        </span>
        {early ? undefined : (
          <span
            className={styles.label}
            data-row="top"
            data-strong
            style={line.now > 72 ? { right: 0 } : { left: `${line.now}%`, transform: 'translateX(-50%)' }}
          >
            {here}
          </span>
        )}
        <div className={styles.line}>
          {line.segments.map((segment) => (
            <span
              key={`${segment.kind} ${segment.from}`}
              data-kind={segment.kind}
              style={{ left: `${segment.from}%`, width: `${segment.to - segment.from}%` }}
            />
          ))}
        </div>
        {line.due < 100 ? <i className={styles.dueMark} style={{ left: `${line.due}%` }} /> : undefined}
        <i className={styles.nowMark} style={{ left: `${line.now}%` }} />
        <span className={styles.label} data-row="low" style={{ left: 0 }}>
          {paused ?? ran}
        </span>
        <span
          className={styles.label}
          data-row="low"
          style={line.due < 70 ? { left: `${Math.max(48, line.due)}%`, transform: 'translateX(-50%)' } : { right: 0 }}
        >
          {due}
        </span>
      </div>
      {paused === null ? undefined : <p className={styles.clockNote}>{t('clock.pausedNote')}</p>}
    </>
  );
}
