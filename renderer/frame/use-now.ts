import { useEffect, useState } from 'react';

/** The computer's clock, moving on at each full minute; a given instant stands still. */
export function useNow(fixed: Date | undefined): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (fixed) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(
        () => {
          setNow(new Date());
          wait();
        },
        60_000 - (Date.now() % 60_000) + 20,
      );
    };
    wait();
    return () => clearTimeout(timer);
  }, [fixed]);
  return fixed ?? now;
}
