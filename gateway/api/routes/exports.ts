// Rows as files that say what they are, and whether such a file is still as it was made. Whoever takes one out is on record before
// they have it.
import { hash } from 'node:crypto';
import { checkExport, writeExport } from '../../domain/export/export-file.ts';
import { judgeExport } from '../../domain/export/judge-export.ts';
import { submit } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import {
  ExportAsJson,
  ExportCheck,
  ExportCheckCall,
  ExportParams,
  ExportQuery,
  mostCheckedBytes,
} from '../contract/export.ts';
import { exportRows } from '../exports/export-rows.ts';
import { callerOf } from '../guard.ts';
import { instant, instantOrNull } from '../wire/instants.ts';

const tags = ['exports'];
const sha256 = (text: string) => hash('sha256', text, 'hex');
const mediaTypes = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' } as const;

export function exportRoutes(app: ApiApp, ports: ApiPorts): void {
  const { ledger, records, clock, property } = ports;

  app.get(
    '/exports/:kind',
    {
      schema: {
        summary:
          'Draws, touchpoints or compliance as a CSV or JSON file with filter, standards, time zone, row count and SHA-256',
        tags,
        params: ExportParams,
        querystring: ExportQuery,
        response: { 200: ExportAsJson },
      },
    },
    async (request, reply) => {
      const { kind } = request.params;
      const { format, ...asked } = request.query;
      const { columns, rows, standards } = await exportRows(ports, kind, request.query);
      const now = clock.now();
      const about = {
        property: property.id,
        kind,
        filter: filterOf(kind === 'compliance' ? asked : { ...asked, by: undefined }),
        timeZone: property.timeZone,
        standards,
        madeAt: instant(now),
      };
      const { head, text } = writeExport(about, format, columns, rows, sha256);
      await submit(ledger, {
        type: 'note-action',
        noted: {
          action: 'evidence-exported',
          by: callerOf(request).source,
          subject: kind,
          from: request.ip,
          data: { format, filter: head.filter, rows: head.rows, sha256: head.sha256 },
        },
      });
      void reply.header(
        'content-disposition',
        `attachment; filename="${property.id}-${kind}-${head.madeAt.slice(0, 10)}.${format}"`,
      );
      void reply.type(mediaTypes[format]);
      // As it was hashed: a serializer would write it anew.
      return reply.send(text as never);
    },
  );

  app.post(
    '/exports/check',
    {
      bodyLimit: 2 * mostCheckedBytes,
      schema: {
        summary: 'Whether an exported file is as this hub made it',
        tags,
        body: ExportCheckCall,
        response: { 200: ExportCheck },
      },
    },
    async ({ body }) => {
      const checked = checkExport(body.text, sha256);
      const onRecord = checked && (await records.exportNoted(checked.said));
      const { verdict, sha256: found, noted } = judgeExport(checked, onRecord);
      return { verdict, sha256: found, madeAt: instantOrNull(noted?.at), by: noted?.by ?? null };
    },
  );
}

function filterOf(asked: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(asked)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .join('&');
}
