/** Media type of every JSON body of `hoso-sync/1`. */
export const SYNC_MEDIA_TYPE = 'application/vnd.hoso.sync+json;v=1';
/** Media type of error bodies (RFC 9457). */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';
export const PROTOCOL_VERSION = 1;

/**
 * Headers of `hoso-sync/1`. Every reply, errors included, carries SERVER_ID, TIMELINE, the echoed REQUEST_ID, TIME
 * and Content-Digest (RFC 9530, sha-256); a reply without them is not from our city, whatever its status code.
 */
export const HEADER = {
  protocol: 'hoso-protocol',
  device: 'hoso-device',
  epoch: 'hoso-epoch',
  requestId: 'hoso-request-id',
  serverId: 'hoso-server-id',
  timeline: 'hoso-timeline',
  /** Milliseconds since 1970 at the city. */
  time: 'hoso-time',
  contentDigest: 'content-digest',
  /** State of a file in the reply to `HEAD /v1/blobs/{sha256}`, which has no body. */
  blobState: 'hoso-blob-state',
} as const;
