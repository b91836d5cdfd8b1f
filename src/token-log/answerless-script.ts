// For scripts of others: whether an ask came to nothing.

/**
 * Lua. True when the ask of this log has failed, or was stopped before a worker took it; then its one entry is the
 * stop. The first field of an entry is its type: see `append-script.ts`.
 */
export const answerlessFunction = `
local function is_answerless(log)
  local last = redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]
  local type = last and last[2][2]
  return type == 'ask-failed' or (type == 'ask-stopped' and redis.call('XLEN', log) == 1)
end
`;
