import type { Fact } from '../../domain/dossier/facts.ts';
import type { DossierStatus } from '../../domain/dossier/status.ts';
import { BIRTH, party, version } from './dossiers.ts';
import { SAMPLE_OFFICE } from './sample-packs.ts';

const OFFICER = { id: 'u-officer', name: 'Lê Thị Chuyên Viên', unit: null };

/** A dossier handed in online, as the city tells it. */
export function submittedOnline(now: string, person: number, code: string): Fact {
  const unit = SAMPLE_OFFICE.unitId;
  return {
    type: 'dossier.submitted-online',
    payload: {
      code,
      procedure: {
        code: BIRTH,
        version: version(BIRTH, now).version,
        name: 'Đăng ký khai sinh',
        shortName: 'Khai sinh',
      },
      submittedAt: now,
      acceptBy: '2026-11-20T17:00:00+07:00',
      units: { receiving: unit, deciding: unit, returning: unit },
      parties: [party(person, { source: 'online' })],
      components: [],
      files: [],
      delivery: 'ONLINE',
      note: null,
    },
  };
}

export function statusChanged(to: DossierStatus, reason: string | null = null): Fact {
  return { type: 'dossier.status-changed', payload: { to, reason, by: OFFICER, step: 'Thẩm tra', promised: null } };
}
