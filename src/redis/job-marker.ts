import type { Connection } from './scripts.ts';

/**
 * BullMQ sets its marker, for which free workers wait, anew with each job that it hands out, whether another one waits
 * or not (bullmq 6.7, prepareJobForProcessing.lua). Where none does it is taken away again: else each job has a worker
 * wake up, look and find nothing. What adds a job sets the marker in the same script that adds it, so none is missed
 * (bullmq 6.7, addBaseMarkerIfNeeded.lua). Where a delayed job waits it stays: the look that it costs is what tells a
 * worker when that one is due, whose own marker may be gone already.
 */
export async function clearJobMarker(
  connection: Connection,
  toKey: (type: string) => string,
): Promise<void> {
  const keys = ['wait', 'prioritized', 'delayed', 'marker'].map(toKey);
  await connection.eval(clearLua, keys.length, ...keys);
}

const clearLua = `
if redis.call('LLEN', KEYS[1]) + redis.call('ZCARD', KEYS[2]) + redis.call('ZCARD', KEYS[3]) == 0 then
  return redis.call('ZREM', KEYS[4], '0')
end
return 0
`;
