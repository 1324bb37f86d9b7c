import { v7 as uuidv7 } from 'uuid';
import { create } from 'zustand';
import type { FILE_WARNINGS } from '../../contract/operations/files.ts';
import type { DossierFile } from '../../domain/dossier/model.ts';
import type { Failure } from '../../domain/failures.ts';
import { emptyForm, emptyPerson, type IntakeForm, isUntouched } from './intake-form.ts';

/** A file on its way into the store, in it, or refused. */
export interface Upload {
  readonly key: string;
  readonly dossierId: string;
  readonly component: string;
  readonly name: string;
  readonly bytes: number;
  readonly sent: number;
  readonly state: 'sending' | 'checking' | 'done' | 'refused';
  readonly failure: Failure | null;
  readonly file: DossierFile | null;
  readonly viewable: boolean;
  readonly warnings: readonly (typeof FILE_WARNINGS)[number][];
  /** The local bytes while the page is open: drawn as thumbnails, never sent again. */
  readonly local: Blob | null;
}

/** A dossier that was just saved, as the closing dialog tells it. */
export interface SavedDossier {
  readonly dossierId: string;
  readonly code: string | null;
  readonly temporaryCode: string | null;
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly ownerName: string;
  readonly procedureName: string;
  /** The clerk asked for the slip in the same breath. */
  readonly print: boolean;
}

interface IntakeStore {
  readonly form: IntakeForm;
  /** Drafts put aside; newest last. They live as long as this page. */
  readonly parked: readonly IntakeForm[];
  readonly uploads: readonly Upload[];
  /** A file just taken out, to be put back. */
  readonly removed: Upload | null;
  /** The paper that takes what is scanned or dropped next. */
  readonly component: string | null;
  readonly saved: SavedDossier | null;
  edit(change: (form: IntakeForm) => IntakeForm): void;
  aim(component: string | null): void;
  putUpload(upload: Upload): void;
  changeUpload(key: string, change: Partial<Upload>): void;
  removeUpload(key: string): void;
  restoreUpload(): void;
  /** Puts the draft aside and begins an empty one; an untouched draft is simply kept. */
  next(): void;
  resume(dossierId: string): void;
  addPerson(): void;
  finish(saved: SavedDossier): void;
  closeSaved(): void;
  forgetAll(): void;
}

/** Intake drafts in memory: leaving the page, Esc and a lost line keep them; signing out forgets them. */
export const useIntake = create<IntakeStore>()((set) => ({
  form: emptyForm(uuidv7()),
  parked: [],
  uploads: [],
  removed: null,
  component: null,
  saved: null,
  edit: (change) => set(({ form }) => ({ form: change(form) })),
  aim: (component) => set({ component }),
  putUpload: (upload) => set(({ uploads }) => ({ uploads: [...uploads, upload] })),
  changeUpload: (key, change) =>
    set(({ uploads }) => ({
      uploads: uploads.map((upload) => (upload.key === key ? { ...upload, ...change } : upload)),
    })),
  removeUpload: (key) =>
    set(({ uploads }) => ({
      uploads: uploads.filter((upload) => upload.key !== key),
      removed: uploads.find((upload) => upload.key === key && upload.state === 'done') ?? null,
    })),
  restoreUpload: () =>
    set(({ uploads, removed }) => (removed ? { uploads: [...uploads, removed], removed: null } : {})),
  next: () =>
    set(({ form, parked }) =>
      isUntouched(form) ? {} : { form: emptyForm(uuidv7()), parked: [...parked, form], component: null, removed: null },
    ),
  resume: (dossierId) =>
    set(({ form, parked }) => {
      const chosen = parked.find((entry) => entry.dossierId === dossierId);
      if (!chosen) return {};
      const rest = parked.filter((entry) => entry !== chosen);
      return { form: chosen, parked: isUntouched(form) ? rest : [...rest, form], component: null, removed: null };
    }),
  addPerson: () =>
    set(({ form }) => ({ form: { ...form, others: [...form.others, emptyPerson(uuidv7(), 'related')] } })),
  finish: (saved) =>
    set(({ uploads }) => ({
      saved,
      form: emptyForm(uuidv7()),
      uploads: uploads.filter((upload) => upload.dossierId !== saved.dossierId),
      removed: null,
      component: null,
    })),
  closeSaved: () => set({ saved: null }),
  forgetAll: () =>
    set({ form: emptyForm(uuidv7()), parked: [], uploads: [], removed: null, component: null, saved: null }),
}));

/** Files of a draft that are in the store. */
export function filesOf(uploads: readonly Upload[], dossierId: string): DossierFile[] {
  return uploads.flatMap((upload) => (upload.dossierId === dossierId && upload.file ? [upload.file] : []));
}

/** Files of a draft still on their way. */
export function uploadingOf(uploads: readonly Upload[], dossierId: string): number {
  return uploads.filter((upload) => upload.dossierId === dossierId && /^(?:sending|checking)$/.test(upload.state))
    .length;
}
