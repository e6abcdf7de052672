// The registry of devices: which there are, what each said last, and how they come and go.
import { z } from 'zod';
import type { DeviceStatus } from '../../domain/device-status.ts';
import { actorOf, submit } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { hashSecret, makeSecret } from '../authentication/secrets.ts';
import { Device, DeviceChange, DeviceParams, MadeDevice, MaintenanceCall, NewDevice } from '../contract/device.ts';
import { PageQuery, pageOf } from '../contract/page.ts';
import { changedRecord, newRecord, placedSpace } from '../device-record.ts';
import { given } from '../given.ts';
import { callerOf } from '../guard.ts';
import { pageThrough } from '../page-through.ts';
import { refuse, refuseTaken } from '../problem.ts';
import { wireDevice } from '../wire/device.ts';

const tags = ['devices'];

export function deviceRoutes(app: ApiApp, ports: ApiPorts): void {
  const { devices, ledger, credentials, connections, clock } = ports;
  /** Between the look and the commit a second call for the same id must not slip in and change the password. */
  const underWay = new Set<string>();

  app.get(
    '/devices',
    { schema: { summary: 'Devices, by id', tags, querystring: PageQuery, response: { 200: pageOf(Device) } } },
    (request) => {
      const { items, next } = pageThrough(devices.all(), ({ record }) => record.id, request.query);
      return { items: items.map((device) => wireDevice(device, callerOf(request).role)), next };
    },
  );

  app.get(
    '/devices/:id',
    { schema: { summary: 'One device', tags, params: DeviceParams, response: { 200: Device } } },
    (request) => wireDevice(knownDevice(ports, request.params.id), callerOf(request).role),
  );

  app.post(
    '/devices',
    {
      schema: {
        summary: 'Add a device; its password is told this once',
        tags,
        body: NewDevice,
        response: { 201: MadeDevice },
      },
    },
    async (request, reply) => {
      const by = actorOf(callerOf(request));
      const { id } = request.body;
      if (devices.one(id) !== undefined || underWay.has(id)) throw refuseTaken('id', `device ${id}`);
      // Devices, people and tokens sign in at the same broker.
      if (credentials.user(id) !== undefined) throw refuseTaken('id', `user ${id}`);
      if (credentials.tokens().some(({ name }) => name === id)) throw refuseTaken('id', `token ${id}`);
      underWay.add(id);
      try {
        const record = newRecord(request.body);
        const space = placedSpace(request.body, devices.spaces());
        const password = makeSecret();
        await submit(ledger, { type: 'register-device', record, by, ...given({ space }) }, request, [
          { type: 'put-device-secret', device: record.id, hash: hashSecret(password) },
        ]);
        return await reply.code(201).send({ id, username: id, password });
      } finally {
        underWay.delete(id);
      }
    },
  );

  app.patch(
    '/devices/:id',
    {
      schema: {
        summary: 'Move, name or commission a device',
        tags,
        params: DeviceParams,
        body: DeviceChange,
        response: { 200: Device },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { record } = knownDevice(ports, request.params.id);
      const by = actorOf(caller);
      const changed = changedRecord(record, request.body, { by: by.name, at: clock.now() });
      const space = placedSpace(changed, devices.spaces());
      await submit(ledger, { type: 'register-device', record: changed, by, ...given({ space }) }, request);
      return wireDevice(knownDevice(ports, record.id), caller.role);
    },
  );

  app.put(
    '/devices/:id/maintenance',
    {
      schema: {
        summary: 'Somebody works at a device for a while, or no longer; draws are judged as ever',
        tags,
        params: DeviceParams,
        body: MaintenanceCall,
        response: { 200: Device },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { record } = knownDevice(ports, request.params.id);
      const until = clock.now() + request.body.minutes * 60_000;
      await submit(ledger, { type: 'set-maintenance', device: record.id, until, by: actorOf(caller) }, request);
      return wireDevice(knownDevice(ports, record.id), caller.role);
    },
  );

  app.delete(
    '/devices/:id',
    {
      schema: {
        summary: 'Revoke a device: it may not sign in again',
        tags,
        params: DeviceParams,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { record } = knownDevice(ports, request.params.id);
      await submit(ledger, { type: 'revoke-device', device: record.id, by: actorOf(callerOf(request)) }, request);
      await connections.disconnect(record.id);
      return reply.code(204).send();
    },
  );
}

/** @throws ProblemError, 404. */
export function knownDevice({ devices }: Pick<ApiPorts, 'devices'>, id: string): DeviceStatus {
  const device = devices.one(id);
  if (device === undefined) throw refuse(404, `There is no device ${id}.`);
  return device;
}
