/** ARGV: ttl, fence, ts of the Slack message. Returns 1, or 0 when another worker took over. */
export const beginLua = `
if redis.call('HGET', meta, 'fence') ~= ARGV[2] then return 0 end
redis.call('ZADD', begun, ARGV[3], ARGV[3])
touch()
return 1
`;

/**
 * ARGV: ttl, fence, owner ('' for none), digest, number of messages that the digest covers ('' for no new digest),
 * input, cache read, cache write and output tokens, dollars, unpriced tokens, n, n × entry ts, transcript records.
 *
 * A reply that was lost makes the client send the same completion again: the fence that was completed last is kept,
 * and its repetition writes nothing.
 */
export const completeLua = `
local fence = ARGV[2]
if redis.call('HGET', meta, 'fence') ~= fence then return 'fenced' end

local function outcome()
  return redis.call('HLEN', inbox) == 0 and 'completed' or 'more'
end
if redis.call('HGET', meta, 'completed') == fence then return outcome() end

local last = 12 + tonumber(ARGV[12])
for i = 13, last do
  if redis.call('HEXISTS', marks, 'amended:' .. ARGV[i]) == 1 then return 'amended' end
end

for i = 13, last do
  local ts = ARGV[i]
  redis.call('HDEL', inbox, ts)
  redis.call('HDEL', marks, 'attempts:' .. ts, 'stopped:' .. ts, 'kind:' .. ts, 'copies:' .. ts)
end
for i = last + 1, #ARGV do redis.call('RPUSH', transcript, ARGV[i]) end
redis.call('DEL', begun)

redis.call('HSET', meta, 'completed', fence)
if ARGV[3] == '' then redis.call('HDEL', meta, 'owner') else redis.call('HSET', meta, 'owner', ARGV[3]) end
if ARGV[5] ~= '' then redis.call('HSET', meta, 'digest', ARGV[4], 'digestedCount', ARGV[5]) end
redis.call('HINCRBY', meta, 'turns', 1)
redis.call('HINCRBY', meta, 'inputTokens', ARGV[6])
redis.call('HINCRBY', meta, 'cacheReadTokens', ARGV[7])
redis.call('HINCRBY', meta, 'cacheWriteTokens', ARGV[8])
redis.call('HINCRBY', meta, 'outputTokens', ARGV[9])
redis.call('HINCRBYFLOAT', meta, 'usd', ARGV[10])
if ARGV[11] ~= '0' then redis.call('HINCRBY', meta, 'unpriced', ARGV[11]) end
touch()
return outcome()
`;

/** ARGV: ttl. Marks what waits now as stopped. */
export const stopLua = `
for _, ts in ipairs(redis.call('HKEYS', inbox)) do redis.call('HSET', marks, 'stopped:' .. ts, 1) end
touch()
return 1
`;

/** ARGV: ttl, ts, record. Sets a record aside that cannot be read, unless a readable copy replaced it meanwhile. */
export const discardLua = `
if redis.call('HGET', inbox, ARGV[2]) ~= ARGV[3] then return 0 end
redis.call('HDEL', inbox, ARGV[2])
redis.call('HDEL', marks, 'attempts:' .. ARGV[2], 'stopped:' .. ARGV[2], 'kind:' .. ARGV[2], 'amended:' .. ARGV[2], 'copies:' .. ARGV[2])
redis.call('RPUSH', broken, ARGV[3])
touch()
return 1
`;
