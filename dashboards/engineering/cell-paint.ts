// What colours a cell and what stands in it, for each thing that the grid can be coloured by. Pure. Whatever is asked for, a
// room with a device that is not heard is grey: its last number is no news.
import type { Device } from '../../gateway/api/contract/device.ts';
import { type Phrase, phrase } from '../shared/i18n/phrase.ts';
import { type ThingState, worstOf } from '../shared/ui/thing-state.ts';
import { batteryOf, lowBatteryPercent, silentFrom } from './device-condition.ts';
import { type FirmwareFleet, isBehind } from './firmware-fleet.ts';
import { heardPhrase } from './heard-phrase.ts';
import type { SpaceCell } from './space-cell.ts';
import type { WarmUpToday } from './warm-up-today.ts';

export const colourings = ['state', 'p95', 'battery', 'heard', 'firmware', 'signal'] as const;
export type Colouring = (typeof colourings)[number];

export interface Paint {
  readonly state: ThingState;
  /** Stands in the cell in place of the state's sign. */
  readonly text?: Phrase;
}

export interface PaintFacts {
  readonly now: number;
  readonly today: ReadonlyMap<string, WarmUpToday>;
  readonly fleet: FirmwareFleet;
}

/** dBm: below it a device loses messages now and then. */
const weakSignalDbm = -75;
const nothing: Paint = { state: 'silent', text: phrase('house.nothing') };

export function paintCell(cell: SpaceCell, by: Colouring, facts: PaintFacts): Paint {
  if (by === 'state') return { state: cell.state };
  const paint = paintOf(cell, by, facts);
  const unheard = worstOf(
    cell.devices.map(({ state }) => state).filter((state) => state === 'silent' || state === 'offline'),
  );
  return unheard === undefined || by === 'firmware' ? paint : { ...paint, state: unheard };
}

function paintOf(cell: SpaceCell, by: Exclude<Colouring, 'state'>, { now, today, fleet }: PaintFacts): Paint {
  switch (by) {
    case 'p95': {
      const p95 = today.get(cell.space)?.p95;
      if (p95 === undefined) return nothing;
      const text = p95.seconds === null ? phrase('house.cold') : phrase('number.tenths', { n: p95.seconds });
      return { state: p95.isMissed ? 'fault' : 'ok', text };
    }
    case 'battery':
      return paintLeast(cell, batteryOf, lowBatteryPercent, (n) => phrase('house.percent', { n }));
    case 'signal':
      return paintLeast(cell, signalOf, weakSignalDbm, (n) => phrase('number.whole', { n }));
    case 'heard':
      return paintHeard(cell, now);
    case 'firmware': {
      const devices = cell.devices.map(({ device }) => device).filter(({ firmware }) => firmware !== null);
      const shown = devices.find((device) => isBehind(fleet, device)) ?? devices[0];
      if (shown === undefined) return nothing;
      const text = phrase('house.text', { text: shown.firmware ?? '' });
      return { state: isBehind(fleet, shown) ? 'watch' : 'ok', text };
    }
  }
}

function paintLeast(
  cell: SpaceCell,
  readingOf: (device: Device) => number | undefined,
  watchBelow: number,
  say: (n: number) => Phrase,
): Paint {
  const values = cell.devices.flatMap(({ device }) => readingOf(device) ?? []);
  if (values.length === 0) return nothing;
  const least = Math.min(...values);
  return { state: least < watchBelow ? 'watch' : 'ok', text: say(least) };
}

/** By the device that is nearest to its silence: from two of its three periods on it is watched. */
function paintHeard(cell: SpaceCell, now: number): Paint {
  const shares = cell.devices.flatMap(({ device }) => {
    const [heardAt, silentAt] = [device.lastSeenAt && Date.parse(device.lastSeenAt), silentFrom(device)];
    return heardAt && silentAt !== undefined ? [{ heardAt, share: (now - heardAt) / (silentAt - heardAt) }] : [];
  });
  if (shares.length === 0) return nothing;
  const latest = shares.reduce((one, other) => (one.share >= other.share ? one : other));
  return { state: latest.share < 2 / 3 ? 'ok' : 'watch', text: heardPhrase(latest.heardAt, now, 'short') };
}

/** dBm; undefined where the device told none. */
export function signalOf({ lastReading }: Pick<Device, 'lastReading'>): number | undefined {
  const signal = lastReading?.readings['signal'];
  return typeof signal === 'number' ? signal : undefined;
}
