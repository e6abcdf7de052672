// Devices that fall silent: one task for one device, one incident for a floor, for the house, or for the broker's link.
import { catalogue } from '../../../devices/catalogue.ts';
import type { Device } from '../devices/device.ts';
import type { Fact } from '../facts.ts';
import { changeIncident, type House } from '../house.ts';
import type { Incident, IncidentReason } from '../incident.ts';
import type { Space } from '../property.ts';
import { offlineCause, outageCause } from '../tasks/cause.ts';
import { openOrAdd, prove } from '../tasks/open-task.ts';
import { sayCause } from './say-cause.ts';

type OutageKind = 'floor-offline' | 'broker-offline';

/** When this device's silence is to be told; undefined where it never spoke, or is told already. */
export function silenceDueAt(house: House, device: Device): number | undefined {
  if (device.missed) return undefined;
  const since = device.presence === 'offline' ? device.presenceSince : device.lastHeardAt;
  return since === undefined
    ? undefined
    : Math.max(since, house.silenceFrom, device.graceFrom) + offlineAfterMs(device);
}

/** The device's own time-out has passed. Marks it as told, and finds how far the silence reaches. */
export function onSilence(house: House, device: Device, now: number): Fact[] {
  device.missed = true;
  const heard = [...house.devices.values()].filter(
    (one) => one.presence !== 'unknown' || one.lastHeardAt !== undefined,
  );
  const floor = heard.filter((one) => one.space.floor !== undefined && one.space.floor === device.space.floor);
  const { leastHouseDevices, leastFloorDevices } = house.incidentRules;
  if (house.linkDown || isOutage(house, heard, leastHouseDevices, now)) {
    return joinOutage(house, 'broker-offline', house.property.id, device, now);
  }
  if (device.space.floor !== undefined && isOutage(house, floor, leastFloorDevices, now)) {
    return joinOutage(house, 'floor-offline', device.space.floor, device, now);
  }
  return [
    openOrAdd(
      house,
      {
        kind: 'device-offline',
        cause: offlineCause(device.record.id),
        space: device.space,
        device: device.record.id,
        title: `${device.record.name ?? device.record.id} in ${device.space.id} is offline`,
        priority: 2,
        evidence: { type: 'silence', at: device.lastHeardAt ?? device.presenceSince ?? now },
      },
      now,
    ),
  ];
}

/** The device spoke again. */
export function onReturn(house: House, device: Device, now: number): Fact[] {
  if (!device.missed) return [];
  device.missed = false;
  const { id } = device.record;
  return [
    ...prove(house, offlineCause(id), { type: 'reading', at: now }, now),
    ...outagesOf(house, id).flatMap((incident) => closeIfBack(house, incident, now)),
  ];
}

/** A device that is revoked is not waited for. */
export function closeOutagesWithout(house: House, device: Device, now: number): Fact[] {
  return outagesOf(house, device.record.id).flatMap((incident) => closeIfBack(house, incident, now));
}

/**
 * The hub's own link to an external broker went or came: one incident, and nobody's silence counts meanwhile. A link that is
 * up ends the incident of before a restart too.
 */
export function onBrokerLink(house: House, up: boolean, now: number): Fact[] {
  const standing = outages(house).find((one) => one.kind === 'broker-offline');
  const isNews = up ? house.linkDown || standing !== undefined : !house.linkDown;
  if (!isNews) return [];
  house.linkDown = !up;
  house.silenceFrom = now;
  if (up) return standing === undefined ? [] : close(house, standing, now);
  return standing === undefined ? open(house, 'broker-offline', house.property.id, now) : [];
}

function joinOutage(house: House, kind: OutageKind, subject: string, device: Device, now: number): Fact[] {
  const standing = outages(house).find((one) => one.kind === kind && one.subject === subject);
  if (standing === undefined) return open(house, kind, subject, now, device);
  if (standing.devices.includes(device.record.id)) return [];
  return [changeIncident(house, { ...standing, devices: [...standing.devices, device.record.id] })];
}

/** @param device the one that showed it; unset where the hub's own link is down. */
function open(house: House, kind: OutageKind, subject: string, now: number, device?: Device): Fact[] {
  const id = `i-${kind}-${subject}-${now.toString(36)}`;
  const devices = device === undefined ? [] : [device.record.id];
  const reasons: IncidentReason[] = [{ code: device === undefined ? 'link-down' : 'devices-silent', values: {} }];
  const reasoning = sayCause({ kind, subject }, reasons, now);
  const incident: Incident = {
    id,
    kind,
    subject,
    part: 'network',
    openedAt: now,
    sinceAt: now,
    reasoning,
    reasons,
    spaces: [],
    devices,
    tasks: [],
  };
  const space: Space | undefined = device?.space ?? house.spaces.values().next().value;
  if (space === undefined) return [changeIncident(house, incident)];
  const task = openOrAdd(
    house,
    {
      kind: 'device-offline',
      cause: outageCause(kind, subject),
      space,
      title: reasoning,
      priority: 1,
      incident: id,
      evidence: { type: 'silence', at: now, data: { subject } },
    },
    now,
  );
  const tasks = task.type === 'task-changed' ? [task.task.id] : [];
  return [changeIncident(house, { ...incident, tasks }), task];
}

function outages(house: House): Incident[] {
  return [...house.incidents.values()].filter((one) => one.kind === 'floor-offline' || one.kind === 'broker-offline');
}

function outagesOf(house: House, device: string): Incident[] {
  return outages(house).filter((one) => one.devices.includes(device));
}

/** Over when at least half of its devices are back. */
function closeIfBack(house: House, incident: Incident, now: number): Fact[] {
  const members = incident.devices.flatMap((id) => house.devices.get(id) ?? []);
  const gone = members.filter((one) => one.missed);
  return gone.length > members.length / 2 || house.linkDown ? [] : close(house, incident, now);
}

/** Those that are not back have their own time-out from now on, and then their own task. */
function close(house: House, incident: Incident, now: number): Fact[] {
  for (const device of incident.devices.flatMap((id) => house.devices.get(id) ?? [])) {
    if (!device.missed) continue;
    device.missed = false;
    device.graceFrom = now;
    house.touched.add(device);
  }
  return [
    changeIncident(house, { ...incident, closedAt: now }),
    ...prove(house, outageCause(incident.kind, incident.subject), { type: 'reading', at: now }, now),
  ];
}

function isOutage(house: House, devices: readonly Device[], least: number, now: number): boolean {
  const silent = devices.filter((one) => isSilent(house, one, now));
  return silent.length >= least && silent.length >= house.incidentRules.outageShare * devices.length;
}

/** Half of its own time-out is enough here: the devices of one dead switch do not fall silent in the same second. */
function isSilent(house: House, device: Device, now: number): boolean {
  if (device.missed || device.presence === 'offline') return true;
  const since = Math.max(device.lastHeardAt ?? now, house.silenceFrom);
  return now - since >= offlineAfterMs(device) / 2;
}

function offlineAfterMs(device: Device): number {
  return catalogue[device.record.kind].offlineAfterMs;
}
