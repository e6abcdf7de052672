// The hub's log: JSON lines on standard error, so that standard output stays with what programs read.
import { type Logger, pino, stdSerializers } from 'pino';

/** An error is written with its message, its stack and what caused it; pino alone would write `{}` for it. */
export function createLog(level: string): Logger {
  return pino(
    { level, serializers: { error: stdSerializers.errWithCause } },
    pino.destination({ dest: 2, sync: true }),
  );
}
