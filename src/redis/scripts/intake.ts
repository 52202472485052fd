/** ARGV: ttl, ts, record, number of files, kind. Returns an `Accepted`. */
export const acceptLua = `
local ts, record, files, kind = ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[5]
local followUp = kind == 'follow-up'
local known = redis.call('HGET', seen, ts)

if not known then
  if followUp and redis.call('HEXISTS', meta, 'engaged') == 0 then return 'not-ours' end
  redis.call('HSET', seen, ts, files)
  redis.call('HSET', inbox, ts, record)
  redis.call('HSET', marks, 'kind:' .. ts, kind, 'copies:' .. ts, 1)
  if not followUp then redis.call('HSET', meta, 'engaged', 1) end
  touch()
  return 'stored'
end

if redis.call('HEXISTS', inbox, ts) == 0 then return 'taken' end
redis.call('HINCRBY', marks, 'copies:' .. ts, 1)

-- The copies differ in kind: what addresses the bot outright wins, whichever copy's text is kept.
if not followUp then
  redis.call('HSET', meta, 'engaged', 1)
  if redis.call('HGET', marks, 'kind:' .. ts) == 'follow-up' then
    redis.call('HSET', marks, 'kind:' .. ts, kind)
  end
end
local claimed = redis.call('HEXISTS', marks, 'attempts:' .. ts) == 1
local richer = files > tonumber(known)
if richer then
  redis.call('HSET', seen, ts, files)
  redis.call('HSET', inbox, ts, record)
  if claimed then redis.call('HSET', marks, 'amended:' .. ts, 1) end
end
touch()
if richer then return 'merged' end
return claimed and 'taken' or 'duplicate'
`;

/**
 * ARGV: ttl. Returns nothing when nothing waits, else [fence, inbox, marks, begun, meta, transcript].
 * What was amended is seen by this claim, so the marks of it go.
 */
export const claimLua = `
local waiting = redis.call('HGETALL', inbox)
if #waiting == 0 then return false end
local fence = redis.call('HINCRBY', meta, 'fence', 1)
for i = 1, #waiting, 2 do
  redis.call('HINCRBY', marks, 'attempts:' .. waiting[i], 1)
  redis.call('HDEL', marks, 'amended:' .. waiting[i])
end
touch()
return {
  fence,
  waiting,
  redis.call('HGETALL', marks),
  redis.call('ZRANGE', begun, 0, -1),
  redis.call('HGETALL', meta),
  redis.call('LRANGE', transcript, 0, -1)
}
`;
