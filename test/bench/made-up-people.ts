import type { Party } from '../../domain/dossier/model.ts';
import { partyOf, SAMPLE_PEOPLE } from '../../sync/city/sample/people.ts';
import type { SeededRandom } from '../../sync/city/sample/random.ts';

/**
 * A made-up person mixed from two of the sample: family and middle name of one, given name of another, digits of their
 * own. Numbers stay in the ranges the sample keeps free of real people.
 */
export function madeUpParty(random: SeededRandom, role: Party['role'], source: Party['source']): Party {
  const one = random.pick(SAMPLE_PEOPLE);
  const other = random.pick(SAMPLE_PEOPLE);
  const party = partyOf(one, role, source, null);
  const given = other.fullName.normalize('NFC').split(' ').at(-1) ?? '';
  const names = party.fullName.split(' ');
  return {
    ...party,
    fullName: names.length > 1 ? [...names.slice(0, -1), given].join(' ') : party.fullName,
    idNumber: party.idNumber === null ? null : `${party.idNumber.slice(0, 6)}${900_000 + random.below(100_000)}`,
    phone: party.phone === null ? null : party.phone.slice(0, -6) + String(random.below(1_000_000)).padStart(6, '0'),
  };
}
