// The managers' page: are the promises kept, and what is the proof?
import { openPageStream } from '../shared/stream/page-stream.ts';
import { lazily } from '../shared/ui/lazily.tsx';
import { mount } from '../shared/ui/mount.tsx';
import { openPage } from '../shared/ui/page.ts';
import { createComplianceBook } from './compliance.ts';
import { ComplianceView } from './compliance-view.tsx';
import { createPromiseBook } from './promises.ts';
import { PromisesView } from './promises-view.tsx';
import { screenOf } from './view-model.ts';

const Answers = lazily('reports', async () => (await import('../reports/answers-view.tsx')).AnswersView);
const MonthReport = lazily('reports', async () => (await import('../reports/month-view.tsx')).MonthView);

const page = await openPage('compliance');
const promises = createPromiseBook(page);
const book = createComplianceBook(page);
const load = () => void Promise.all([promises.load(), book.load()]);
const onNews = () => {
  promises.onNews();
  book.onNews();
};
const stream = openPageStream(page, { draw: onNews, touchpoint: onNews }, load);

mount(page, stream.facts, Screen);

function Screen() {
  switch (screenOf(page.place.at.value)) {
    case 'promises':
      return <PromisesView book={promises} />;
    case 'answers':
      return <Answers />;
    case 'report':
      return <MonthReport />;
    case 'standard':
      return <ComplianceView book={book} />;
  }
}
