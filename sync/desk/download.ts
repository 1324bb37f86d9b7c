import { isBlobSound, type StoredBlob, storeBlob } from '../../db/blobs.ts';
import type { Failure } from '../../domain/failures.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { replyFailure } from './exchange.ts';
import type { CityLink } from './link.ts';
import { classifyFailure } from './retry-policy.ts';

const SLICE_BYTES = 1024 * 1024;
const ATTEMPTS = 4;

/**
 * Brings a file of the city to this desk, in slices, and keeps it once its hash is right. A file that is here and sound
 * is not fetched again; one that is damaged here is replaced. Failures: `file-not-found` (the city has none, or none
 * for this office), `not-our-city`/`damaged-reply` when the content is not what its hash says, and those of the line.
 */
export async function fetchBlob(link: CityLink, sha256: string, signal?: AbortSignal): Promise<Result<StoredBlob>> {
  const { office } = link;
  const first = await fetchSlice(link, sha256, 0, null, signal);
  if (!first.ok) return first;
  const { total, mime } = first.value;
  try {
    const bytes = slices(link, sha256, first.value, signal);
    const stored = await storeBlob(office, { bytes, mime, pages: null, now: link.now(), sha256 });
    if (stored.ok || stored.failure.code !== 'file-damaged') return stored;
    link.log({ event: 'download-hash-differs', sha256: sha256.slice(0, 12), bytes: total });
    return fail({ code: 'not-our-city', cause: 'damaged-reply' });
  } catch (error) {
    if (error instanceof SliceFailed) return fail(error.failure);
    throw error;
  }
}

/** The file from this desk when it is here and sound, else from the city. */
export async function ensureBlob(link: CityLink, sha256: string, signal?: AbortSignal): Promise<Result<void>> {
  if (isBlobSound(link.office, sha256)) return ok(undefined);
  const fetched = await fetchBlob(link, sha256, signal);
  return fetched.ok ? ok(undefined) : fetched;
}

interface Slice {
  readonly bytes: Buffer;
  readonly total: number;
  readonly mime: string;
}

class SliceFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

async function* slices(
  link: CityLink,
  sha256: string,
  first: Slice,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  yield first.bytes;
  let offset = first.bytes.length;
  while (offset < first.total) {
    const slice = await fetchSlice(link, sha256, offset, first.total, signal);
    if (!slice.ok) throw new SliceFailed(slice.failure);
    yield slice.value.bytes;
    offset += slice.value.bytes.length;
  }
}

/** One range; asked for again a few times when the line breaks in the middle of a file. */
async function fetchSlice(
  link: CityLink,
  sha256: string,
  offset: number,
  total: number | null,
  signal: AbortSignal | undefined,
): Promise<Result<Slice>> {
  for (let attempt = 1; ; attempt += 1) {
    const slice = await askSlice(link, sha256, offset, total, signal);
    if (slice.ok || attempt === ATTEMPTS || signal?.aborted) return slice;
    if (classifyFailure(slice.failure) !== 'network') return slice;
  }
}

async function askSlice(
  link: CityLink,
  sha256: string,
  offset: number,
  total: number | null,
  signal: AbortSignal | undefined,
): Promise<Result<Slice>> {
  const sent = await link.call({
    method: 'GET',
    path: `/v1/blobs/${sha256}`,
    headers: { range: `bytes=${offset}-${offset + SLICE_BYTES - 1}` },
    expect: 'bytes',
    signal,
  });
  if (!sent.ok) return sent;
  const reply = sent.value;
  if (reply.status === 404) return fail({ code: 'file-not-found' });
  const failure = replyFailure(reply, link.clock.now().getTime());
  if (failure !== null) return fail(failure);
  const range = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/u.exec(reply.headers['content-range'] ?? '');
  const whole = Number(range?.[3]);
  const matches = Number(range?.[1]) === offset && Number(range?.[2]) === offset + reply.body.length - 1;
  if (reply.status !== 206 || !matches || reply.body.length === 0 || (total !== null && total !== whole)) {
    return fail({ code: 'not-our-city', cause: 'wrong-content' });
  }
  return ok({ bytes: reply.body, total: whole, mime: reply.headers['content-type'] ?? 'application/octet-stream' });
}
