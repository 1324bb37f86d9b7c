import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contentDigestValue } from '../protocol/digest.ts';
import { HEADER, PROBLEM_MEDIA_TYPE, SYNC_MEDIA_TYPE } from '../protocol/headers.ts';
import type { PROBLEM_CODES } from '../protocol/messages.ts';
import type { CityIdentity } from './store.ts';

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** An error reply: thrown anywhere in a request, sent as RFC 9457 with its stable code. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: ProblemCode, headers: Readonly<Record<string, string>> = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

const TITLES: Record<ProblemCode, string> = {
  code_unknown: 'Mã đăng ký không đúng',
  code_used: 'Mã đăng ký đã dùng cho máy khác',
  code_expired: 'Mã đăng ký đã hết hạn',
  unauthorized: 'Máy chưa đăng ký với thành phố',
  device_revoked: 'Máy đã bị thu hồi quyền kết nối',
  epoch_unknown: 'Dữ liệu trên máy không phải dữ liệu đã đăng ký',
  malformed: 'Yêu cầu không đúng định dạng',
  too_large: 'Yêu cầu quá lớn',
  busy: 'Thành phố đang bận',
  cursor_expired: 'Mốc đồng bộ quá cũ',
  timeline_changed: 'Thành phố đã khôi phục từ bản sao lưu',
  scope_changed: 'Phạm vi hồ sơ của máy đã thay đổi',
  offset_mismatch: 'Vị trí tải lên không khớp',
  checksum_mismatch: 'Nội dung không khớp mã kiểm tra',
  upload_gone: 'Lượt tải lên không còn',
  out_of_scope: 'Ngoài phạm vi của đơn vị',
  not_found: 'Không tìm thấy',
  schema_too_old: 'Phiên bản phần mềm quá cũ',
  range_unavailable: 'Chưa cấp được dải số hồ sơ',
  internal: 'Lỗi của hệ thống thành phố',
};

export function problemText(status: number, code: ProblemCode): string {
  return JSON.stringify({ type: `urn:hoso-sync:problem:${code}`, title: TITLES[code], status, code });
}

export function sendProblem(reply: FastifyReply, problem: ProblemError): FastifyReply {
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .header('content-type', PROBLEM_MEDIA_TYPE)
    .send(Buffer.from(problemText(problem.status, problem.code)));
}

export function sendJson(reply: FastifyReply, body: unknown): FastifyReply {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  // As bytes: for a text the framework would rewrite the media type.
  return reply.header('content-type', SYNC_MEDIA_TYPE).send(Buffer.from(text));
}

export function digestOf(content: string | Uint8Array): string {
  return contentDigestValue(createHash('sha256').update(content).digest('base64'));
}

/** Headers that make a reply ours; without them a desk takes it for a captive portal. */
export function ownHeaders(identity: CityIdentity, requestId: string, nowMs: number): Record<string, string> {
  return {
    [HEADER.serverId]: identity.serverId,
    [HEADER.timeline]: identity.timeline,
    [HEADER.requestId]: requestId,
    [HEADER.time]: String(nowMs),
    [HEADER.protocol]: '1',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
}

/** The request id to echo: only what cannot harm a header or a log. */
export function requestIdOf(request: FastifyRequest): string {
  const value = request.headers[HEADER.requestId];
  return typeof value === 'string' && /^[\w.:-]{1,100}$/u.test(value) ? value : '';
}
