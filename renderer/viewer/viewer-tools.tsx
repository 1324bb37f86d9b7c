import {
  IconChevronDown,
  IconChevronUp,
  IconMaximize,
  IconMinimize,
  IconRotateClockwise,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import styles from './viewer.module.css';

export interface ViewerToolsProps {
  /** The page shown, from 1. */
  at: number;
  total: number;
  zoom: number;
  full: boolean;
  /** What the page belongs to. */
  name: string;
  onStep: (by: number) => void;
  onZoom: (direction: 1 | -1) => void;
  onFit: () => void;
  onRotate: () => void;
  /** Left out where the viewer cannot fill the window. */
  onFull?: () => void;
}

function Tool(props: { label: string; keys: string; disabled?: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className={styles.tool}
      aria-label={props.label}
      aria-keyshortcuts={props.keys}
      title={`${props.label} (${props.keys})`}
      disabled={props.disabled === true}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}

/** The bar above the page. */
export function ViewerTools(props: ViewerToolsProps) {
  const t = useT('viewer');
  const percent = Math.round(props.zoom * 100);
  return (
    <div className={styles.tools} role="toolbar" aria-label={t('tools')}>
      <Tool label={t('previous')} keys="PageUp" disabled={props.at <= 1} onClick={() => props.onStep(-1)}>
        <IconChevronUp size={18} stroke={1.75} aria-hidden="true" />
      </Tool>
      <span className={styles.where} aria-live="polite">
        {t('pageOf', { page: props.at, total: props.total })}
      </span>
      <Tool label={t('next')} keys="PageDown" disabled={props.at >= props.total} onClick={() => props.onStep(1)}>
        <IconChevronDown size={18} stroke={1.75} aria-hidden="true" />
      </Tool>
      <span className={styles.divider} />
      <Tool label={t('zoomOut')} keys="-" disabled={props.zoom <= 0.5} onClick={() => props.onZoom(-1)}>
        <IconZoomOut size={18} stroke={1.75} aria-hidden="true" />
      </Tool>
      <button type="button" className={styles.percent} title={t('fit')} onClick={props.onFit}>
        {t('percent', { percent })}
      </button>
      <Tool label={t('zoomIn')} keys="+" disabled={props.zoom >= 3} onClick={() => props.onZoom(1)}>
        <IconZoomIn size={18} stroke={1.75} aria-hidden="true" />
      </Tool>
      <Tool label={t('rotate')} keys="R" onClick={props.onRotate}>
        <IconRotateClockwise size={18} stroke={1.75} aria-hidden="true" />
      </Tool>
      <span className={styles.name} title={props.name}>
        {props.name}
      </span>
      {props.onFull ? (
        <button type="button" className={styles.tool} aria-keyshortcuts="F" title="F" onClick={props.onFull}>
          {props.full ? (
            <IconMinimize size={18} stroke={1.75} aria-hidden="true" />
          ) : (
            <IconMaximize size={18} stroke={1.75} aria-hidden="true" />
          )}
          <span className={styles.toolWord}>{t(props.full ? 'leaveFull' : 'full')}</span>
        </button>
      ) : undefined}
    </div>
  );
}
