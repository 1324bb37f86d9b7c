import { describe, expect, test } from 'vitest';
import { networkTruthSchema, type SyncStatus } from '../../contract/views.ts';
import { translator } from '../../renderer/i18n/i18n.ts';
import { connectionWords } from '../../renderer/sync/connection-words.ts';
import { attemptWords, type QueueItem } from '../../renderer/sync/queue-table.tsx';
import { reasonWords } from '../../renderer/sync/reason-words.ts';

const t = translator('sync');
const tDossier = translator('dossier');
const now = new Date('2026-11-20T15:12:00+07:00');

function status(change: Partial<SyncStatus>): SyncStatus {
  return {
    network: 'online',
    since: null,
    lastExchangeAt: null,
    lastSentAt: null,
    waitingDossiers: 0,
    waitingFacts: 0,
    waitingFiles: 0,
    waitingBytes: 0,
    sending: false,
    sentToday: 0,
    refused: 0,
    needsAttention: 0,
    numbersLeft: null,
    clockOffsetSeconds: null,
    ...change,
  };
}

describe('connection words', () => {
  test('every truth has a name and three sentences of its own', () => {
    const all = networkTruthSchema.options.map((network) => connectionWords(t, status({ network }), now));
    expect(new Set(all.map(({ name }) => name)).size).toBe(networkTruthSchema.options.length);
    for (const words of all) {
      for (const text of [words.happened, words.safe, words.todo]) expect(text).toMatch(/^\p{Lu}.*\.$/su);
      expect(`${words.happened}${words.safe}${words.todo}`).not.toContain('network.');
    }
  });

  test('says since when, and how far the clock is off', () => {
    const since = '2026-11-20T13:47:00+07:00';
    expect(connectionWords(t, status({ network: 'offline', since }), now).happened).toBe(
      'Không có đường truyền tới thành phố từ 13:47.',
    );
    const wrong = (clockOffsetSeconds: number) =>
      connectionWords(t, status({ network: 'clock-wrong', clockOffsetSeconds }), now).happened;
    expect(wrong(4000)).toBe('Giờ của máy này lệch so với thành phố. Máy này nhanh 67 phút.');
    expect(wrong(-45)).toBe('Giờ của máy này lệch so với thành phố. Máy này chậm 45 giây.');
  });
});

describe('reason words', () => {
  test('a status as reason is a conflict and names it', () => {
    expect(reasonWords(t, tDossier, 'TERMINATED').happened).toBe('Thành phố đã ghi trạng thái khác: Dừng xử lý.');
  });

  test('codes of the city have words; an unknown code keeps its code', () => {
    expect(reasonWords(t, tDossier, 'too_large').happened).toContain('lớn hơn mức thành phố nhận');
    expect(reasonWords(t, tDossier, 'code_taken').todo).toContain('không cấp lại mã bằng tay');
    const unknown = reasonWords(t, tDossier, 'constructor');
    expect(unknown).toMatchObject({ happened: 'Thành phố không nhận.', code: 'constructor' });
  });
});

describe('next attempt', () => {
  const item: QueueItem = {
    dossierId: '0199f0a0-0000-7000-8000-000000000001',
    code: null,
    temporaryCode: null,
    ownerName: 'Vũ Khánh Tú',
    facts: 1,
    files: 0,
    bytes: 0,
    attempts: 2,
    nextAttemptAt: '2026-11-20T15:14:00+07:00',
    sync: { state: 'waiting', at: null },
    reason: null,
  };

  test('a time, as soon as connected, or held for a person', () => {
    expect(attemptWords(t, item, now)).toBe('15:14');
    expect(attemptWords(t, { ...item, nextAttemptAt: '1970-01-01T00:00:00Z' }, now)).toBe('ngay khi có mạng');
    expect(attemptWords(t, { ...item, nextAttemptAt: null }, now)).toBe('ngay khi có mạng');
    expect(attemptWords(t, { ...item, sync: { state: 'sending', at: null } }, now)).toBe('đang gửi');
    expect(attemptWords(t, { ...item, sync: { state: 'refused', at: null } }, now)).toBe('giữ lại');
  });
});
