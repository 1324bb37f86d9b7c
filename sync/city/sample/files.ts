import type { DossierFile } from '../../../domain/dossier/model.ts';
import { sha256Hex } from '../hashing.ts';
import type { CityStore } from '../store.ts';
import scans from './scans.json' with { type: 'json' };

/** Scans of made-up papers; their bytes stand as base64 in `scans.json`, so that they are bundled with the code. */
const SAMPLE_FILES = [
  { file: 'to-khai-khai-sinh.jpg', mime: 'image/jpeg', pages: 1, procedures: ['1.001193'] },
  { file: 'giay-chung-sinh.jpg', mime: 'image/jpeg', pages: 1, procedures: ['1.001193'] },
  { file: 'cccd-mat-truoc.jpg', mime: 'image/jpeg', pages: 1, procedures: [] },
  { file: 'don-gpxd-van-ban.pdf', mime: 'application/pdf', pages: 2, procedures: ['1.013225'] },
] as const;

export interface SampleFile {
  /** Procedures whose first papers this file is; the others may carry it unbound. */
  readonly procedures: readonly string[];
  readonly dossierFile: DossierFile;
}

/** Puts the sample scans into the city and describes them. */
export async function storeSampleFiles(store: CityStore, unitId: string): Promise<SampleFile[]> {
  const stored: SampleFile[] = [];
  for (const { file, mime, pages, procedures } of SAMPLE_FILES) {
    const bytes = Buffer.from(scans[file], 'base64');
    const sha256 = sha256Hex(bytes);
    await store.putFile(sha256, bytes, mime, unitId);
    stored.push({
      procedures,
      dossierFile: { sha256, component: null, name: file, mime, bytes: bytes.length, pages },
    });
  }
  return stored;
}

/** The files a dossier of a procedure carries: its own papers bound in order, and the identity card. */
export function filesFor(
  samples: readonly SampleFile[],
  procedureCode: string,
  components: readonly { readonly code: string }[],
): DossierFile[] {
  const own = samples.filter((sample) => sample.procedures.includes(procedureCode));
  const cards = samples.filter((sample) => sample.procedures.length === 0);
  return [...own, ...cards].map((sample, index) => ({
    ...sample.dossierFile,
    component: sample.procedures.length > 0 ? (components[index]?.code ?? null) : null,
  }));
}
