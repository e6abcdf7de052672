// The proof behind one cell: what was told by whom and when, how it was matched, under which version of the promise, and what
// stood there before it was corrected. The last level: from here on there are only the raw records.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Touchpoint, TouchpointWithProof } from '../../../gateway/api/contract/touchpoint.ts';
import { sayPhrase } from '../i18n/phrase.ts';
import { Fact } from '../ui/fact.tsx';
import { ListState } from '../ui/notice.tsx';
import { usePage } from '../ui/page.ts';
import { Sheet } from '../ui/sheet.tsx';
import { citation } from './citation.ts';
import { DeviceReadings } from './device-readings.tsx';
import { OutcomeBadge } from './outcome-badge.tsx';
import { proofPhrases } from './proof-words.ts';
import { useSayProof } from './say-proof.ts';
import { SourceName } from './source-name.tsx';
import { ToldList } from './told-list.tsx';
import { standardOf } from './touchpoints.ts';
import { VersionsSaid } from './versions-said.tsx';

interface ProofSheetProps {
  readonly id: string;
  /** Rises when the stream told something new. */
  readonly news: number;
  onClose(): void;
}

export function ProofSheet({ id, news, onClose }: ProofSheetProps) {
  const { say, sayCode, api } = usePage();
  const proof = useSignal<TouchpointWithProof | undefined>(undefined);
  const state = useSignal<'waiting' | 'loaded' | 'failed'>('waiting');
  const path = `/touchpoints/${encodeURIComponent(id)}`;
  const load = async () => {
    const answer = await api.get<TouchpointWithProof>(path);
    if (answer.ok) proof.value = answer.body;
    state.value = answer.ok ? 'loaded' : 'failed';
  };
  useEffect(() => {
    void load();
  }, [id, news]);
  const told = proof.value;
  const name = told === undefined ? say('proof.title') : titleOf(told);
  return (
    <Sheet title={name} wide onClose={onClose}>
      <ListState state={state.value} retry={() => void load()} />
      {told && <Proof proof={told} />}
      {told && (
        <p class="proof-raw">
          <a href={`/api/v1${path}`} target="_blank" rel="noreferrer">
            {say('proof.raw')}
          </a>
        </p>
      )}
    </Sheet>
  );

  function titleOf({ standard, type }: Touchpoint): string {
    return standard === null ? sayCode('told', type) : sayCode('standard', standardOf(standard));
  }
}

function Proof({ proof }: { readonly proof: TouchpointWithProof }) {
  const { say, sayCode, placeName } = usePage();
  const sayProof = useSayProof();
  const { promise, at, space, stay, source, standard, value, outcome, told, said } = proof;
  return (
    <>
      <div class="draw-verdict">
        <OutcomeBadge outcome={outcome} />
        {promise && <p>{promise.version === 1 ? sayCode('promise', promise.id) : promise.promise}</p>}
      </div>
      <ul class="proof-sentences">
        {proofPhrases(proof).map((one) => (
          <li key={one.key}>{sayProof(one)}</li>
        ))}
      </ul>
      <dl class="facts">
        <Fact name={say('proof.at')}>{say('time.momentSeconds', { at: Date.parse(at) })}</Fact>
        {space !== null && <Fact name={say('draws.space')}>{placeName(space)}</Fact>}
        {stay !== null && (
          <Fact name={say('proof.stay')}>
            <a href={`/stays?stay=${encodeURIComponent(stay)}`}>{stay}</a>
          </Fact>
        )}
        <Fact name={say('proof.source')}>
          <SourceName source={source} />
        </Fact>
        {value !== null && <Fact name={say('proof.value')}>{say('number.plain', { n: value })}</Fact>}
        {standard !== null && (
          <Fact name={say('proof.version')}>{say('proof.versionOf', { n: Number(standard.split('@')[1] ?? 1) })}</Fact>
        )}
        {promise !== null && <Fact name={say('edit.source')}>{sayPhrase(say, citation(promise.source))}</Fact>}
      </dl>
      <section class="sheet-part">
        <h3>{say('proof.told')}</h3>
        {told.length === 0 ? <p class="quiet">{say('proof.nothingTold')}</p> : <ToldList events={told} />}
      </section>
      {typeof proof.evidence['day'] === 'string' && <DeviceReadings cell={proof} day={proof.evidence['day']} />}
      <VersionsSaid said={said} />
    </>
  );
}
