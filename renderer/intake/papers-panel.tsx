import { IconCheck, IconChevronDown, IconChevronRight, IconFileStack } from '@tabler/icons-react';
import { type DragEvent, type RefObject, useState } from 'react';
import type { ProcedureDetail } from '../../contract/operations/intake.ts';
import { useT } from '../i18n/i18n.ts';
import text from '../theme/text.module.css';
import { Chip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Panel } from '../ui/panel.tsx';
import { DropZone } from './drop-zone.tsx';
import {
  componentField,
  isGiven,
  isGroupSettled,
  isSpecialCase,
  missingPapers,
  type ProcedureComponent,
  requiredCount,
} from './intake-model.ts';
import { useIntake } from './intake-store.ts';
import { shortName } from './missing-words.ts';
import { PaperRow } from './paper-row.tsx';
import styles from './papers.module.css';
import { RemovedFile } from './removed-file.tsx';
import { useUploads } from './use-uploads.ts';

export interface PapersPanelProps {
  procedure: ProcedureDetail | null;
  wrong: ReadonlySet<string>;
  /** Opens the file chooser for the current paper; F4 presses it. */
  chooser: RefObject<(() => void) | null>;
}

/** Panel 2: what has to be handed in, how much of it is here, and its scanned pages. */
export function PapersPanel({ procedure, wrong, chooser }: PapersPanelProps) {
  const t = useT('intake');
  const form = useIntake((state) => state.form);
  const uploads = useIntake((state) => state.uploads);
  const aimed = useIntake((state) => state.component);
  const aim = useIntake((state) => state.aim);
  const send = useUploads();
  const [over, setOver] = useState(false);
  const [specialOpen, setSpecialOpen] = useState(false);
  if (procedure === null) {
    return (
      <Panel number={2} title={t('papers.title')} fill padding="flush">
        <EmptyState
          title={t('papers.choose')}
          hint={t('papers.chooseHint')}
          icon={<IconFileStack size={26} stroke={1.5} />}
        />
      </Panel>
    );
  }
  const { components } = procedure;
  const special = components.filter(isSpecialCase);
  const specialGiven = special.some((component) => form.components[component.code] !== undefined);
  const current = components.find((one) => one.code === aimed) ?? nextPaper(form, procedure) ?? components[0];
  const pages = uploads
    .filter((upload) => upload.dossierId === form.dossierId)
    .reduce((sum, upload) => sum + (upload.file ? (upload.file.pages ?? 1) : 0), 0);

  const drop = (component: ProcedureComponent | undefined) => (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    if (component && event.dataTransfer.files.length > 0) void send(component, [...event.dataTransfer.files]);
  };
  const isSettled = (component: ProcedureComponent) =>
    procedure.anyOfGroups.some((group) => group.id === component.anyOfGroup && isGroupSettled(form, procedure, group));
  const row = (component: ProcedureComponent, inGroup = false) => (
    <PaperRow
      key={component.code}
      component={component}
      members={inGroup ? components.filter((one) => one.anyOfGroup === component.anyOfGroup) : []}
      settled={inGroup && isSettled(component)}
      current={component === current}
      readOnly={procedure.guideOnly}
      wrong={wrong.has(`component.${component.code}`)}
      onAim={() => aim(component.code)}
      onFiles={(files) => void send(component, files)}
      onDrop={drop(component)}
    />
  );
  const groups = new Set<string>();
  return (
    <Panel
      number={2}
      title={t('papers.title')}
      fill
      padding="flush"
      aside={
        <>
          {procedure.guideOnly ? undefined : <Completeness procedure={procedure} />}
          {pages > 0 ? <Chip>{t('papers.pages', { count: pages })}</Chip> : undefined}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped anywhere; the button does the same */}
      <div
        className={styles.body}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
        }}
        onDrop={drop(current)}
      >
        <div className={styles.head}>
          <span>{t('papers.paper')}</span>
          <span className={styles.counts} aria-hidden="true">
            <span>{t('papers.originals')}</span>
            <span>{t('papers.certified')}</span>
            <span>{t('papers.photocopies')}</span>
          </span>
        </div>
        {components.map((component) => {
          if (isSpecialCase(component)) return undefined;
          const group = component.anyOfGroup;
          if (group === null) return row(component);
          if (groups.has(group)) return undefined;
          groups.add(group);
          const members = components.filter((one) => one.anyOfGroup === group);
          const rule = procedure.anyOfGroups.find((entry) => entry.id === group);
          const label = rule?.label ?? '';
          const one = members.some((member) => isGiven(form, member));
          const settled = rule !== undefined && isGroupSettled(form, procedure, rule);
          return (
            <fieldset key={group} className={styles.any}>
              <legend className={text.hidden}>{label}</legend>
              <div className={styles.anyHead}>
                <span>{label}</span>
                <Chip tone={settled ? 'ok' : 'plain'} {...(settled ? { icon: <Tick /> } : {})}>
                  {t(
                    one
                      ? 'papers.hasOne'
                      : settled
                        ? 'papers.replaced'
                        : rule?.required
                          ? 'papers.needOne'
                          : 'papers.mayOne',
                  )}
                </Chip>
              </div>
              {members.map((member) => row(member, true))}
            </fieldset>
          );
        })}
        {special.length > 0 ? (
          <>
            <button
              type="button"
              className={styles.fold}
              aria-expanded={specialOpen || specialGiven}
              onClick={() => setSpecialOpen(!specialOpen)}
            >
              {specialOpen || specialGiven ? (
                <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
              ) : (
                <IconChevronRight size={16} stroke={1.75} aria-hidden="true" />
              )}
              <span>
                {specialOpen || specialGiven
                  ? t('papers.special', { count: special.length })
                  : t('papers.specialWith', {
                      count: special.length,
                      names: special.map((one) => shortName(one.condition ?? one.name)).join('; '),
                    })}
              </span>
            </button>
            {specialOpen || specialGiven ? special.map((component) => row(component)) : undefined}
          </>
        ) : undefined}
        <div className={styles.end}>
          <RemovedFile />
          {current && !procedure.guideOnly ? (
            <DropZone
              name={shortName(current.name)}
              over={over}
              chooser={chooser}
              onFiles={(files) => void send(current, files)}
            />
          ) : undefined}
        </div>
      </div>
    </Panel>
  );
}

/** The first required paper without anything: what a scan most likely is. */
function nextPaper(form: Parameters<typeof isGiven>[0], procedure: ProcedureDetail): ProcedureComponent | undefined {
  const missing = new Set(missingPapers(form, procedure).map((item) => item.field));
  return procedure.components.find((one) => !one.presentOnly && missing.has(componentField(one.code)));
}

function Tick() {
  return <IconCheck size={14} stroke={2.5} aria-hidden="true" />;
}

function Completeness({ procedure }: { procedure: ProcedureDetail }) {
  const t = useT('intake');
  const form = useIntake((state) => state.form);
  const required = requiredCount(procedure);
  const missing = missingPapers(form, procedure).length;
  if (required === 0) return <Chip>{t('papers.noneRequired')}</Chip>;
  if (missing > 0) return <Chip tone="warn">{t('papers.missing', { count: missing })}</Chip>;
  return (
    <Chip tone="ok" icon={<Tick />}>
      {t('papers.complete', { count: required })}
    </Chip>
  );
}
