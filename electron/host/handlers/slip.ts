import { createHash } from 'node:crypto';
import type { OperationOutput, ParsedInput } from '../../../contract/operations.ts';
import type { Handlers } from '../../../contract/server.ts';
import { executeCommand } from '../../../db/execute-command.ts';
import { slipMadeBy } from '../../../db/slips.ts';
import type { Command } from '../../../domain/dossier/commands.ts';
import { fail, ok, type Result } from '../../../domain/result.ts';
import type { HostContext } from '../context.ts';
import { formOfKind } from '../forms/form-set.ts';
import { renderReceiptSlip } from '../forms/receipt-slip.ts';
import { receiptSlipFacts } from '../receipt-slip-facts.ts';

type SlipHandlers = Pick<Handlers, 'slip.make' | 'slip.record-spooled' | 'slip.record-confirmed'>;
type MakeInput = ParsedInput<'slip.make'>;
type SlipCommand = Extract<Command, { type: 'slip.record' }>;

/** A slip is made only from what is committed; how far the paper came is recorded, never assumed. */
export function slipHandlers(context: HostContext): SlipHandlers {
  function record(command: SlipCommand, now = context.now()): Result<{ issue: number }> {
    const reply = executeCommand(context.office().db, command, {
      actor: context.actor(),
      now,
      clockQuality: context.clockQuality(),
    });
    if (!reply.ok) return reply;
    if (reply.value.type !== 'slip.record') throw new Error('a command answered as another');
    return ok({ issue: reply.value.issue });
  }

  async function make({ commandId, dossierId }: MakeInput): Promise<Result<OperationOutput<'slip.make'>>> {
    const { db } = context.office();
    const found = await db.read('dossier', { id: dossierId });
    const office = db.reference().office;
    if (found === null || office === null) return fail({ code: 'dossier-not-found' });
    const { state, row, history } = found;
    if (state === null) return fail({ code: 'already-erased' });
    const formSet = state.formSet === 'TT01_2018' ? 'TT01_2018' : 'TT03_2025';
    const form = formOfKind(formSet, 'RECEIPT');
    if (form === null) throw new Error(`no receipt form in ${formSet}`);
    // Asked again, because the answer was lost: the same slip, not one copy more.
    const known = slipMadeBy(db.connection, dossierId, commandId);
    const madeAt = known?.at ?? context.now();
    const earlier = known === null ? row.slip_issue : known.issue - 1;
    const received = history.find((entry) => entry.type === 'dossier.received');
    const pdf = Buffer.from(
      await renderReceiptSlip(
        receiptSlipFacts({
          dossier: state,
          office,
          formSet,
          formCode: form.formCode,
          timeToBeConfirmed: received?.clockQuality === 'suspect',
          reprint: earlier === 0 ? null : { copyNumber: earlier + 1, madeAt },
        }),
      ),
    );
    const pdfSha256 = createHash('sha256').update(pdf).digest('hex');
    const made = record(
      { type: 'slip.record', commandId, dossierId, state: 'made', formSet, formCode: form.formCode, pdfSha256 },
      madeAt,
    );
    if (!made.ok) return made;
    return ok({ pdfBase64: pdf.toString('base64'), pdfSha256, issue: made.value.issue, reprint: earlier > 0 });
  }

  /** One after the other: two at once would both call themselves the first. */
  let turn: Promise<unknown> = Promise.resolve();

  return {
    'slip.make'(input) {
      const mine = turn.then(() => make(input));
      turn = mine.catch(() => {});
      return mine;
    },
    'slip.record-spooled': ({ commandId, dossierId, printer }) =>
      record({ type: 'slip.record', commandId, dossierId, state: 'spooled', printer }),
    'slip.record-confirmed': ({ commandId, dossierId }) =>
      record({ type: 'slip.record', commandId, dossierId, state: 'confirmed' }),
  };
}
