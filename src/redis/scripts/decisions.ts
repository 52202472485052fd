/**
 * KEYS: records, index, numbers, next. ARGV: key, record, summary, wanted number ('' for none), most.
 * Returns ['new', number], ['known', number], or ['full'].
 */
export const saveDecisionLua = `
local records, index, numbers, next = unpack(KEYS)
local key, record, summary, wanted, most = unpack(ARGV)
local known = redis.call('HGET', numbers, key)
if known then return { 'known', known } end
if redis.call('HLEN', records) >= tonumber(most) then return { 'full' } end

local due = tonumber(redis.call('GET', next) or '1')
local number = due
if wanted ~= '' and redis.call('HEXISTS', records, wanted) == 0 then number = tonumber(wanted) end
redis.call('SET', next, math.max(due, number + 1))
redis.call('HSET', records, number, record)
redis.call('HSET', index, number, summary)
redis.call('HSET', numbers, key, number)
return { 'new', tostring(number) }
`;

/**
 * KEYS: as above. ARGV: for each record that a change rests on: number, record as it was read, record and summary to
 * write. Returns 1, or 0 when one of them is no longer as it was read, and then nothing is written.
 */
export const swapDecisionsLua = `
local records, index = KEYS[1], KEYS[2]
for i = 1, #ARGV, 4 do
  if redis.call('HGET', records, ARGV[i]) ~= ARGV[i + 1] then return 0 end
end
for i = 1, #ARGV, 4 do
  redis.call('HSET', records, ARGV[i], ARGV[i + 2])
  redis.call('HSET', index, ARGV[i], ARGV[i + 3])
end
return 1
`;
