/** ARGV: ttl. Returns [meta, transcript]: one snapshot, so that a digest and what it covers belong together. */
export const loadLua = `
return { redis.call('HGETALL', meta), redis.call('LRANGE', transcript, 0, -1) }
`;

/** ARGV: ttl, field, record. */
export const saveFeedbackLua = `
redis.call('HSET', feedback, ARGV[2], ARGV[3])
touch()
return 1
`;

/** KEYS: the day. ARGV: ttl, input, cache read, cache write and output tokens, dollars, unpriced tokens. */
export const addUsageLua = `
local day = KEYS[1]
redis.call('HINCRBY', day, 'inputTokens', ARGV[2])
redis.call('HINCRBY', day, 'cacheReadTokens', ARGV[3])
redis.call('HINCRBY', day, 'cacheWriteTokens', ARGV[4])
redis.call('HINCRBY', day, 'outputTokens', ARGV[5])
redis.call('HINCRBYFLOAT', day, 'usd', ARGV[6])
if ARGV[7] ~= '0' then redis.call('HINCRBY', day, 'unpriced', ARGV[7]) end
redis.call('PEXPIRE', day, ARGV[1])
return 1
`;
