import type { Handlers } from '../../../contract/server.ts';
import { enrolment } from '../../../db/enrolment.ts';
import { REFERENCE_PACKS } from '../../../domain/office/model.ts';
import { ok } from '../../../domain/result.ts';
import type { HostContext } from '../context.ts';
import { allForms } from '../forms/form-set.ts';
import { forms as printable } from '../forms/forms.ts';
import { strengthView } from './office.ts';

/** What this installation runs on, for settings and for a field engineer. */
export function aboutHandlers(context: HostContext): Pick<Handlers, 'office.about'> {
  return {
    'office.about'() {
      const { db } = context.office();
      const { calendar, catalogue, versions } = db.reference();
      const kinds: readonly string[] = printable.map((form) => form.kind);
      return ok({
        version: context.appVersion,
        keyStrength: strengthView(context),
        cityAddress: enrolment(db.connection)?.address ?? '',
        packs: REFERENCE_PACKS.map((pack) => ({ pack, version: versions[pack] })),
        calendars: Object.entries(calendar.data.years).map(([year, { confirmed, notice }]) => ({
          year: Number(year),
          confirmed,
          notice,
        })),
        procedures: {
          total: catalogue.procedures.length,
          verified: catalogue.procedures.filter((procedure) => procedure.versions.every((each) => each.verified))
            .length,
        },
        forms: allForms().map(({ formSet, formCode, title, verified, kind }) => ({
          formSet,
          formCode,
          title,
          verified,
          inUse: kinds.includes(kind),
        })),
      });
    },
  };
}
