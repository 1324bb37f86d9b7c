import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { contentDigestValue } from '../protocol/digest.ts';
import { HEADER } from '../protocol/headers.ts';

export type ForeignCause = 'captive-portal' | 'wrong-server' | 'damaged-reply' | 'wrong-content';

/**
 * Why a reply is not our city's, whatever its status; null when it is ours. It must name the enrolled server and a
 * timeline, echo the request id and carry the right digest of its body. A page or a redirect without the server's name
 * is a captive portal. Redirects are never followed, not even the city's own.
 */
export function foreignReply(reply: {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly method: string;
  readonly requestId: string;
  /** Null before enrolment: any city may answer. */
  readonly serverId: string | null;
}): ForeignCause | null {
  const { status, headers, body } = reply;
  const serverId = headers[HEADER.serverId];
  const isRedirect = status >= 300 && status < 400;
  if (typeof serverId !== 'string' || serverId === '') {
    return isRedirect || looksLikePage(headers, body) ? 'captive-portal' : 'wrong-content';
  }
  if (reply.serverId !== null && serverId !== reply.serverId) return 'wrong-server';
  if (isRedirect || headers[HEADER.requestId] !== reply.requestId) return 'wrong-content';
  if (typeof headers[HEADER.timeline] !== 'string') return 'wrong-content';
  if (reply.method !== 'HEAD' && !digestMatches(headers[HEADER.contentDigest], body)) return 'damaged-reply';
  return null;
}

function looksLikePage(headers: IncomingHttpHeaders, body: Buffer): boolean {
  if (headers['content-type']?.toLowerCase().includes('html')) return true;
  return body.subarray(0, 64).toString('latin1').trimStart().startsWith('<');
}

function digestMatches(header: string | string[] | undefined, body: Buffer): boolean {
  if (typeof header !== 'string') return false;
  const expected = contentDigestValue(createHash('sha256').update(body).digest('base64'));
  return header.split(',').some((member) => member.trim() === expected);
}
