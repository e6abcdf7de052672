// InfluxQL as an outsider would ask it: plain HTTP, no client of ours.

/** The rows of the first statement, columns by name; tags of a `GROUP BY` beside them. */
export async function influxQuery(url: string, database: string, query: string): Promise<Record<string, unknown>[]> {
  const parameters = new URLSearchParams({ db: database, q: query, epoch: 'ns' });
  const answer = await fetch(`${url}/query?${parameters}`);
  const body = (await answer.json()) as {
    results?: {
      series?: { columns: string[]; values: unknown[][]; tags?: Record<string, string> }[];
      error?: string;
    }[];
    error?: string;
  };
  const error = body.error ?? body.results?.[0]?.error;
  if (error !== undefined) throw new Error(`${query}: ${error}`);
  return (body.results?.[0]?.series ?? []).flatMap(({ columns, values, tags }) =>
    values.map((row) => ({ ...tags, ...Object.fromEntries(columns.map((column, index) => [column, row[index]])) })),
  );
}
