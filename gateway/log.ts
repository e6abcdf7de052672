// The hub's log: JSON lines on standard error, so that standard output stays with what programs read. One entry is one line,
// and nothing that a device or a caller said acts on the terminal that shows it.
import { type Logger, pino, stdSerializers } from 'pino';
import { visibleLines } from './domain/visible-text.ts';

/** An error is written with its message, its stack and what caused it; pino alone would write `{}` for it. */
export function createLog(level: string): Logger {
  return pino(
    { level, serializers: { error: stdSerializers.errWithCause }, hooks: { streamWrite: visibleLines } },
    pino.destination({ dest: 2, sync: true }),
  );
}
