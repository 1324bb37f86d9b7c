import { afterAll, describe, expect, it } from 'vitest';
import type { Failure } from '../../domain/failures.ts';
import { failureText } from '../../renderer/failure-text.ts';
import { failures as english } from '../../renderer/i18n/en/failures.ts';
import { i18n } from '../../renderer/i18n/i18n.ts';
import { failures as vietnamese } from '../../renderer/i18n/vi/failures.ts';

const examples: readonly Failure[] = [
  { code: 'sign-in-refused', retryAfterSeconds: 30 },
  { code: 'sign-in-refused', retryAfterSeconds: 0 },
  { code: 'not-permitted', neededRole: 'leader' },
  { code: 'message-too-large', limitBytes: 4194304 },
  { code: 'internal-error', reference: 'k3f9' },
  { code: 'components-missing', components: ['A', 'B'] },
  { code: 'calendar-missing', year: 2027 },
  { code: 'due-date-changed', dueAt: '2026-11-23T17:00:00+07:00' },
  { code: 'not-sent-yet', facts: 2, files: 1 },
  { code: 'file-too-large', limitBytes: 104857600 },
  { code: 'image-too-large', megapixels: 120.4, limitMegapixels: 100 },
  { code: 'too-many-pages', pages: 600, limitPages: 500 },
  { code: 'file-inspection-failed', cause: 'timeout' },
  { code: 'file-elsewhere', pages: 3 },
  { code: 'card-unreadable', error: 'FIELD_COUNT' },
  { code: 'storage-too-new', found: 30, known: 20 },
  { code: 'enrolment-refused', reason: 'code-used' },
  { code: 'not-our-city', cause: 'captive-portal' },
  { code: 'city-busy', retryAfterSeconds: 12.2 },
  { code: 'city-refused', status: 403, reason: 'x' },
  { code: 'clock-wrong', offsetSeconds: -600 },
];

afterAll(() => i18n.changeLanguage('vi'));

describe.each(['vi', 'en'])('failure texts in %s', (language) => {
  it('fill in every detail', async () => {
    await i18n.changeLanguage(language);
    for (const failure of examples) {
      const words = Object.values(failureText(failure)).join(' ');
      expect(words, failure.code).not.toMatch(/\{\{|undefined|failures\.|failureDetails\./);
    }
  });
});

it('say how long to wait and where the support code stands', async () => {
  await i18n.changeLanguage('vi');
  expect(failureText({ code: 'sign-in-refused', retryAfterSeconds: 30 }).todo).toBe('Chờ 30 giây rồi nhập lại.');
  expect(failureText({ code: 'due-date-changed', dueAt: '2026-11-23T10:00:00Z' }).happened).toContain('17:00');
  expect(failureText({ code: 'internal-error', reference: 'k3f9' }).code).toBe('internal-error k3f9');
});

it('are told even when a detail makes no sense', () => {
  expect(failureText({ code: 'due-date-changed', dueAt: 'tomorrow' }).happened).toMatch(/–/);
  for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, -1]) {
    expect(() => failureText({ code: 'file-too-large', limitBytes: odd })).not.toThrow();
    expect(() => failureText({ code: 'clock-wrong', offsetSeconds: odd })).not.toThrow();
  }
});

it('are three sentences without exclamation marks in both languages', () => {
  for (const words of [...Object.values(vietnamese), ...Object.values(english)]) {
    for (const sentence of [words.happened, words.safe, words.todo]) {
      expect(sentence).toMatch(/(?:[.]|\{\{wait\}\})$/);
      expect(sentence).not.toContain('!');
    }
  }
});
