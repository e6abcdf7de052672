// The reasoning of an incident as one English sentence: for logs, integrations and whoever reads the API by hand.
import type { IncidentPart, IncidentReason, SharedCause } from '../incident.ts';

/** @param sinceAt the first miss, Unix ms. */
export function sayCause(cause: SharedCause, reasons: readonly IncidentReason[], sinceAt: number): string {
  const since = `${new Date(sinceAt).toISOString().slice(11, 16)} UTC`;
  const said = reasons.map((reason) => sayReason(cause, reason, since)).join('; ');
  return cause.part === undefined ? said : `${said}: look at ${sayPart(cause.part, cause.subject)}`;
}

function sayReason({ kind, subject }: SharedCause, { code, values }: IncidentReason, since: string): string {
  switch (code) {
    case 'rooms-missed':
      return `${values['n']} rooms of ${kind} ${subject} missed since ${since}`;
    case 'share-missed':
      return `${values['n']} of ${values['active']} active rooms on ${values['risers']} risers missed since ${since}`;
    case 'others-passed':
      return `${values['n']} rooms elsewhere passed`;
    case 'only-first-draws':
      return `only the first draws of the day missed, on ${values['days']} days, and ${values['passed']} later draws passed`;
    case 'only-some-hours':
      return `only draws between ${values['from']} and ${values['to']} missed, on ${values['days']} days, and ${values['passed']} draws at other hours passed`;
    case 'little-flow':
      return `only ${values['flow']} L/min flowed instead of the usual ${values['usualFlow']}, and hot water needed ${values['litres']} L, usually ${values['usualLitres']}`;
    case 'missed-again':
      return `room ${subject} missed ${values['n']} times since ${since}`;
    case 'neighbours-passed':
      return `${values['n']} neighbours were hot`;
    case 'never-hot':
      return `${values['n']} of these draws ran long and never got hot`;
    case 'much-water':
      return `${values['litres']} L had to run, ${values['usualLitres']} L on this riser`;
    case 'devices-silent':
      return kind === 'floor-offline'
        ? `Most devices of floor ${subject} are silent`
        : 'Most devices of the house are silent';
    case 'link-down':
      return 'The broker is unreachable';
  }
}

function sayPart(part: IncidentPart, subject: string): string {
  switch (part) {
    case 'riser-pump':
      return `the circulation pump of riser ${subject}`;
    case 'pump-timer':
      return 'the timer or night set-back of its circulation pump, and the check valve behind it';
    case 'balancing-valve':
      return `the balancing valve and the return of floor ${subject}`;
    case 'boiler':
      return 'the plant: boiler, calorifier, main pump';
    case 'shut-off-valve':
      return 'its shut-off valves and strainer: one is half closed, or clogged';
    case 'strainer':
      return 'the strainer, the aerator, the flow restrictor and the shut-off of this outlet';
    case 'mixing-cartridge':
      return "the mixer's cartridge and check valves in this room: cold water may cross over";
    case 'dead-leg':
      return "the room's branch: it is long, cools between draws, or its circulation does not reach it";
    case 'outlet':
      return 'this outlet: cartridge, strainer, branch';
    case 'network':
      return 'the network and its power';
  }
}
