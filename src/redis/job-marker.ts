import type { Connection } from './scripts.ts';

/**
 * BullMQ sets its marker, for which free workers wait, anew with each job that it hands out, whether another one waits
 * or not (bullmq 6.7, prepareJobForProcessing.lua). Where none does it is taken away again: else each job has a worker
 * wake up, look and find nothing. What adds a job sets the marker in the same script that adds it, so none is missed;
 * the one for delayed jobs is another member and stays. (bullmq 6.7, addBaseMarkerIfNeeded.lua, addDelayMarkerIfNeeded.lua)
 */
export async function clearJobMarker(
  connection: Connection,
  toKey: (type: string) => string,
): Promise<void> {
  const keys = ['wait', 'prioritized', 'marker'].map(toKey);
  await connection.eval(clearLua, keys.length, ...keys);
}

const clearLua = `
if redis.call('LLEN', KEYS[1]) == 0 and redis.call('ZCARD', KEYS[2]) == 0 then
  return redis.call('ZREM', KEYS[3], '0')
end
return 0
`;
