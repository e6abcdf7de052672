// Whose cup it was that nobody named: the party's own where it took one in its time. Where it took none and another's unnamed cup
// falls into its time, nobody can tell.
import type { Party, Service } from '../../stays/party.ts';
import type { CellOutcome } from './true-cell.ts';
import type { TrueHouse } from './true-house.ts';

export interface CupWindow {
  readonly machine: string;
  readonly service: Service | undefined;
  readonly from: number;
  readonly to: number;
}

/** A tap or a card means the cup of the same minute. */
const namedWithinMs = 60_000;

export function whoseCup(
  house: TrueHouse,
  { reference }: Party,
  window: CupWindow,
): [CellOutcome | CellOutcome[], string] {
  const { machine, service, from, to } = window;
  const servings = house.recorders.get(machine)?.servings ?? [];
  const inTime = servings.filter(({ at }) => at >= from && at <= to);
  if (service?.by === 'time-window' && inTime.length > 0) return ['met', 'took one in time'];
  const type = machine.startsWith('tea') ? 'tea-served' : 'bottle-handed-out';
  const names = house.diary.service.filter((one) => one.type === type && one.stay !== reference);
  const free = inTime.filter((cup) => !names.some(({ at }) => Math.abs(at - cup.at) <= namedWithinMs));
  if (free.length > 0) return [['missed', 'met'], 'another’s cup fell into their time'];
  // Any machine of the kind could have given it, wherever it stands.
  const others = house.devices.filter(({ kind }) => kind === 'water-dispenser').map(({ id }) => id);
  const mayHave = machine.startsWith('tea') ? [machine] : [machine, ...others];
  return mayHave.some((one) => house.wasSilent(one, from, to))
    ? ['no-evidence', 'a machine was silent']
    : ['missed', 'nobody served them'];
}
