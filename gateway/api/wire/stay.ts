// A stay as the API tells it.
import { stripOf } from '../../domain/journey/strip.ts';
import { foldStay } from '../../domain/stays/stay.ts';
import type { StayOnRecord } from '../../ports.ts';
import type { Stay, StayWithProof } from '../contract/stay.ts';
import { instantOrNull } from './instants.ts';
import { wireTouchpoint } from './records.ts';

export function wireStay({ record, cells }: StayOnRecord): Stay {
  const stay = foldStay(record);
  const { moments } = stay;
  return {
    stay: stay.reference,
    state: stay.state,
    space: stay.rooms.at(-1)?.space ?? null,
    expectedArrivalAt: instantOrNull(moments['expected-arrival']),
    expectedDepartureAt: instantOrNull(moments['expected-departure']),
    arrivedAt: instantOrNull(moments.arrived),
    checkedInAt: instantOrNull(moments['checked-in']),
    checkedOutAt: instantOrNull(moments['checked-out']),
    strip: stripOf(stay, cells).map(({ touchpoint, outcome }) => ({
      touchpoint,
      outcome: outcome === 'none' ? null : outcome,
    })),
  };
}

export function wireStayWithProof(stay: StayOnRecord): StayWithProof {
  const used = new Set(stripOf(foldStay(stay.record), stay.cells).flatMap(({ cells }) => cells));
  const own = stay.cells.filter((cell) => cell.stay === stay.record.key || used.has(cell));
  return { ...wireStay(stay), cells: own.map(wireTouchpoint), events: stay.events.map(wireTouchpoint) };
}
