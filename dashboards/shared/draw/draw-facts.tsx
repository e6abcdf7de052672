// The numbers of a draw in the words of an engineer: where, when, how much, judged by what.
import type { DrawWithCurve } from '../../../gateway/api/contract/draw.ts';
import { sayPhrase } from '../i18n/phrase.ts';
import { citation } from '../touchpoint/citation.ts';
import { standardOf } from '../touchpoint/touchpoints.ts';
import { Fact } from '../ui/fact.tsx';
import { usePage } from '../ui/page.ts';

export function DrawFacts({ draw }: { readonly draw: DrawWithCurve }) {
  const { say, sayCode } = usePage();
  return (
    <>
      <dl class="facts">
        <Fact name={say('draw.fact.began')}>{say('time.momentSeconds', { at: Date.parse(draw.startedAt) })}</Fact>
        <Fact name={say('draw.fact.seconds')}>
          {draw.seconds === null
            ? '–'
            : say('draw.secondsUncertain', { seconds: draw.seconds, uncertainty: draw.uncertainty })}
        </Fact>
        {draw.litres !== null && (
          <Fact name={say(draw.seconds === null ? 'draw.fact.litresRun' : 'draw.fact.litres')}>
            {say('number.litres', { n: draw.litres })}
          </Fact>
        )}
        {draw.meanFlow !== null && <Fact name={say('draw.fact.flow')}>{say('number.flow', { n: draw.meanFlow })}</Fact>}
        {draw.startTemperature !== null && (
          <Fact name={say('draw.fact.start')}>{say('number.celsius', { n: draw.startTemperature })}</Fact>
        )}
        {draw.chainedSeconds > 0 && (
          <Fact name={say('draw.fact.chained')}>{say('number.secondsTenths', { n: draw.chainedSeconds })}</Fact>
        )}
        <Fact name={say('draw.fact.standard')}>
          {sayCode('standard', standardOf(draw.standard))} <code class="quiet block">{draw.standard}</code>
        </Fact>
        <Fact name={say('draw.fact.device')}>{draw.device}</Fact>
        {draw.riser !== null && <Fact name={say('draw.fact.riser')}>{draw.riser}</Fact>}
        {draw.staffTest && <Fact name={say('draw.fact.kind')}>{say('draw.staffTest')}</Fact>}
        {draw.notes.length > 0 && (
          <Fact name={say('draw.fact.notes')}>
            {draw.notes.map((note) => sayCode('draw.note', note)).join(say('list.separator'))}
          </Fact>
        )}
      </dl>
      {draw.promise !== null && (
        <p class="quiet">{say('draw.source', { source: sayPhrase(say, citation(draw.promise.source)) })}</p>
      )}
    </>
  );
}
