// Loaded into a process before its own code: its host's clock, which a test sets by writing milliseconds to a file and sending
// SIGUSR2. Timers go on as they are, as they do when a real clock is set.
import { readFileSync } from 'node:fs';

const file = process.env['SHIFTED_DATE_FILE'] as string;
const RealDate = Date;
let shiftMs = Number(readFileSync(file, 'utf8'));

process.on('SIGUSR2', () => {
  shiftMs = Number(readFileSync(file, 'utf8'));
});

globalThis.Date = class extends RealDate {
  constructor(...given: ConstructorParameters<typeof RealDate> | []) {
    if (given.length === 0) super(RealDate.now() + shiftMs);
    else super(...(given as ConstructorParameters<typeof RealDate>));
  }
  static override now(): number {
    return RealDate.now() + shiftMs;
  }
} as DateConstructor;
