// Stays: the twelve touchpoints of each, and the proof behind every one.
import { openPageStream } from '../shared/stream/page-stream.ts';
import { mount } from '../shared/ui/mount.tsx';
import { openPage } from '../shared/ui/page.ts';
import { StayView } from './stay-view.tsx';
import { createStayBook } from './stays.ts';
import { StaysView } from './stays-view.tsx';

const page = await openPage('stays');
const book = createStayBook(page);
const stream = openPageStream(page, { touchpoint: book.onNews }, () => void book.load());

mount(page, stream.facts, Screen);

function Screen() {
  return book.openId.value === null ? <StaysView book={book} /> : <StayView book={book} />;
}
