import { useLayoutEffect, useRef, useState } from 'react';
import type { FrameOffice } from './frame-types.ts';
import styles from './office-name.module.css';

/** The office's names from the whole one to the shortest; the usual abbreviation comes before the short name. */
function namesOf(office: FrameOffice): readonly string[] {
  const abbreviated = office.name.replace(/phục vụ hành chính công/iu, 'PVHCC');
  return [...new Set([office.name, abbreviated, office.shortName])];
}

/** The longest name of the office that fits; the whole one is its tooltip. */
export function OfficeName({ office }: { office: FrameOffice }) {
  const box = useRef<HTMLElement>(null);
  const names = namesOf(office);
  const [fitting, setFitting] = useState(0);
  const key = names.join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when the names change
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const choose = () => {
      const widths = [...element.querySelectorAll('i')].map((each) => each.offsetWidth);
      const found = widths.findIndex((width) => width <= element.clientWidth);
      setFitting(found === -1 ? widths.length - 1 : found);
    };
    choose();
    void document.fonts.ready.then(choose);
    const observer = new ResizeObserver(choose);
    observer.observe(element);
    return () => observer.disconnect();
  }, [key]);
  return (
    <b ref={box} className={styles.name} title={office.name}>
      {names[fitting]}
      <span className={styles.measure} aria-hidden="true">
        {names.map((name) => (
          <i key={name}>{name}</i>
        ))}
      </span>
    </b>
  );
}
