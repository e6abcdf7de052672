// Values that mean something to a careless query: made by putting every way out of a text before every thing to do there.

const waysOut = ["'", '"', '`', "\\'", '\\"', "')", '") ', '\n', '$', '/'] as const;
const deeds = [
  ' OR 1=1 --',
  ' OR time > 0',
  " OR device =~ /.*/ OR '1'='1",
  '; DROP DATABASE hub; --',
  '; DROP TABLE draw; --',
  '; DELETE FROM task; SELECT 1 WHERE 1=1',
  '; SELECT * FROM telemetry',
  ' UNION SELECT name, password_hash FROM user_account --',
  ' GROUP BY * SLIMIT 1',
  ' INTO taken FROM draw; --',
] as const;

const wholes = [
  '*',
  '%',
  '_',
  '.*',
  '/.*/',
  '::tag',
  '*::field',
  'time',
  'device',
  'level, *',
  'level" FROM draw; --',
  'level") FROM "draw',
  'count(level)',
  '__proto__',
  'constructor',
  'toString',
  '$device',
  '$standard0',
  '',
  ' ',
  '\u0000',
  '\ud800',
  'null',
  '1 OR 1=1',
] as const;

/** More than a hundred. */
export const injections: readonly string[] = [
  ...waysOut.flatMap((wayOut) => deeds.map((deed) => `x${wayOut}${deed}`)),
  ...wholes,
];
