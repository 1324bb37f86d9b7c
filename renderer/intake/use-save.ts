import { useState } from 'react';
import type { ProcedureDetail } from '../../contract/operations/intake.ts';
import type { Failure } from '../../domain/failures.ts';
import { translator } from '../i18n/i18n.ts';
import { useSession } from '../session/session-store.ts';
import { announce } from '../ui/live-region.tsx';
import { useCommand } from '../use-operation.ts';
import { focusField } from './enter-order.ts';
import { componentField, type MissingItem, missingOf, receiveInputOf } from './intake-model.ts';
import { filesOf, uploadingOf, useIntake } from './intake-store.ts';
import { legalDateOf } from './legal-day.ts';
import { missingWords } from './missing-words.ts';

export interface Saving {
  /** What stands between the form and saving; empty until saving was asked for. */
  readonly missing: readonly MissingItem[];
  readonly wrong: ReadonlySet<string>;
  readonly busy: boolean;
  /** A refusal that no field explains. */
  readonly failure: Failure | null;
  /** The rules gave another date than the one on the screen: nothing was written, the clerk decides. */
  readonly dueChange: { readonly dueAt: string; readonly print: boolean } | null;
  readonly save: (print: boolean) => Promise<void>;
  readonly confirmDue: () => Promise<void>;
  readonly leaveDue: () => void;
}

const explained: ReadonlySet<Failure['code']> = new Set(['due-date-changed']);

/** Saving the draft: first problem takes the focus; a changed date is confirmed; the same draft is never saved twice. */
export function useSave(procedure: ProcedureDetail | null, dueAt: string | null): Saving {
  const form = useIntake((state) => state.form);
  const uploads = useIntake((state) => state.uploads);
  const receive = useCommand('intake.receive');
  const [askedFor, setAskedFor] = useState<string | null>(null);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [dueChange, setDueChange] = useState<Saving['dueChange']>(null);
  const uploading = uploadingOf(uploads, form.dossierId);
  const all = missingOf({ form, procedure, dueAt, uploading, today: legalDateOf(new Date()) });
  const asked = askedFor === form.dossierId;
  const missing = asked ? all : [];
  const wrong = new Set([...missing.map((item) => item.field), ...(asked ? refused : [])]);

  async function save(print: boolean): Promise<void> {
    if (receive.busy) return;
    setAskedFor(form.dossierId);
    setRefused([]);
    const [first] = all;
    if (first !== undefined || procedure === null || dueAt === null) {
      announce(missingWords(translator('intake'), all), true);
      if (first !== undefined) focusField(first.field);
      return;
    }
    await send(procedure, dueAt, print);
  }

  async function send(known: ProcedureDetail, expected: string, print: boolean): Promise<void> {
    const result = await receive.run(receiveInputOf(form, known, filesOf(uploads, form.dossierId), expected));
    if (result.ok) {
      const { dossierId, code, temporaryCode, receivedAt, dueAt: promised } = result.value;
      const shownCode = code ?? temporaryCode ?? '';
      setAskedFor(null);
      setDueChange(null);
      useSession.getState().setLastSaved({ dossierId, code: shownCode, savedAt: receivedAt, slip: 'none' });
      useIntake.getState().finish({
        dossierId,
        code,
        temporaryCode,
        receivedAt,
        dueAt: promised,
        ownerName: form.owner.fullName,
        procedureName: known.shortName,
        print,
      });
      announce(translator('intake')('saved.announce', { code: shownCode }));
      return;
    }
    const { failure } = result;
    if (failure.code === 'due-date-changed') setDueChange({ dueAt: failure.dueAt, print });
    if (failure.code === 'components-missing') {
      const fields = failure.components.map((name) => fieldOfPaper(known, name));
      setRefused(fields);
      if (fields[0] !== undefined) focusField(fields[0]);
    }
  }

  return {
    missing,
    wrong,
    busy: receive.busy,
    failure: receive.failure && !explained.has(receive.failure.code) ? receive.failure : null,
    dueChange,
    save,
    confirmDue: async () => {
      if (dueChange !== null && procedure !== null) await send(procedure, dueChange.dueAt, dueChange.print);
    },
    leaveDue: () => {
      setDueChange(null);
      receive.reset();
    },
  };
}

/** The office names papers by code or any-of group. */
function fieldOfPaper(procedure: ProcedureDetail, name: string): string {
  const member = procedure.components.find((component) => component.code === name || component.anyOfGroup === name);
  return componentField(member?.code ?? name);
}
