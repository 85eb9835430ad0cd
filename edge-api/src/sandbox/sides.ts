/** Sides never meet: live, and each sandbox apart. The database itself refuses (migration 0095); here it is told in words. */
import { isSandboxShard } from '#protocol';
import { ApiError } from '../api-error.ts';

/** What a refused mix is to the caller; undefined for every other error. */
export function mixedSides(error: Error): ApiError | undefined {
  if (error.message.includes('sides_mixed'))
    return new ApiError(
      'conflict',
      'live and sandbox never mix, nor do two sandboxes: name organisations, productions and performances of one side only',
    );
  if (error.message.includes('sandbox_shard'))
    return new ApiError('conflict', 'SHARD_90 to SHARD_99 are for sandboxes, which never leave them');
  return undefined;
}

export function refuseOtherSide(from: string, to: string): void {
  if (isSandboxShard(from) === isSandboxShard(to)) return;
  const detail = isSandboxShard(to) ? 'a shard for live organisations: SHARD_00 to SHARD_89' : 'another SHARD_9n';
  throw new ApiError('invalid_request', 'live organisations and sandboxes never share a shard', {
    errors: [{ pointer: '/shard', detail }],
  });
}
