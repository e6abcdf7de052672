// What engineers ask of a device. The answer is 202: whether the device did it is told by its reply.
import { randomUUID } from 'node:crypto';
import { actorOf, submit, wirePage } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { Command, CommandParams, NewCommand } from '../contract/command.ts';
import { DeviceParams } from '../contract/device.ts';
import { PageQuery, pageOf } from '../contract/page.ts';
import { given } from '../given.ts';
import { callerOf } from '../guard.ts';
import { refuse } from '../problem.ts';
import { wireCommand } from '../wire/records.ts';
import { knownDevice } from './devices.ts';

const tags = ['devices'];

export function commandRoutes(app: ApiApp, ports: ApiPorts): void {
  app.post(
    '/devices/:id/commands',
    {
      schema: {
        summary: 'Ask something of a device; `test-draw` marks the next draw as the staff’s own test',
        tags,
        params: DeviceParams,
        body: NewCommand,
        response: { 202: Command },
      },
    },
    async (request, reply) => {
      const { record } = knownDevice(ports, request.params.id);
      // The id is the hub's own: a field of that name cannot choose it.
      const { command, id: _callersId, ...parameters } = request.body;
      const id = randomUUID();
      const by = actorOf(callerOf(request));
      const asked = { type: 'send-command', id, device: record.id, command, parameters, by } as const;
      const { facts } = await submit(ports.ledger, asked, request);
      const sent = facts.find((fact) => fact.type === 'command-changed');
      if (sent === undefined) throw new Error(`command ${id}: accepted, but no command-changed was told`);
      return reply.code(202).send(wireCommand(sent.command));
    },
  );

  app.get(
    '/devices/:id/commands',
    {
      schema: {
        summary: 'What a device was asked, by people and by the hub itself, the latest first',
        tags,
        params: DeviceParams,
        querystring: PageQuery,
        response: { 200: pageOf(Command) },
      },
    },
    ({ params, query }) => {
      const { record } = knownDevice(ports, params.id);
      return wirePage(ports.records.commands({ ...given(query), device: record.id }), wireCommand);
    },
  );

  app.get(
    '/devices/:id/commands/:command',
    { schema: { summary: 'A command and its reply', tags, params: CommandParams, response: { 200: Command } } },
    async (request) => {
      const { id, command: commandId } = request.params;
      const command = await ports.records.command(commandId);
      if (command === undefined || command.device !== id)
        throw refuse(404, `There is no command ${commandId} of ${id}.`);
      return wireCommand(command);
    },
  );
}
