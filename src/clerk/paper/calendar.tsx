import { useEffect, useRef, useState } from 'preact/hooks';
import { addMonths } from '../../forms/words/date.ts';
import { dayWords } from '../moments.ts';
import { say } from '../words.ts';
import { dayAfterKey, today, weekday, weeksOf } from './calendar-days.ts';

interface CalendarProps {
  /** The day chosen so far (ISO 8601), or the empty text. */
  readonly value: string;
  /** True where the keyboard goes on in the calendar at once. */
  readonly focused: boolean;
  readonly onPick: (day: string) => void;
}

const steps = [
  { key: 'previousYear', months: -12, sign: '«' },
  { key: 'previousMonth', months: -1, sign: '‹' },
  { key: 'nextMonth', months: 1, sign: '›' },
  { key: 'nextYear', months: 12, sign: '»' },
] as const;

/** A month to pick a day from: the grid of the ARIA Authoring Practices, Monday first, today by Almaty's clock. */
export function Calendar({ value, focused, onPick }: CalendarProps) {
  const [day, setDay] = useState(value === '' ? today() : value);
  const [keyboard, setKeyboard] = useState(focused);
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (keyboard) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [day, keyboard]);
  const months = say('paper.months').split(' ');
  const weekdays = say('paper.weekdays').split(' ');
  const title = `${months[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`;
  const step = ({ key, months: count, sign }: (typeof steps)[number]) => (
    <button
      type="button"
      class="quiet small icon"
      aria-label={say(`paper.${key}`)}
      onClick={() => {
        setKeyboard(false);
        setDay(addMonths(day, count));
      }}
    >
      {sign}
    </button>
  );
  return (
    <div class="calendar">
      <div class="calendar-head">
        {steps.slice(0, 2).map(step)}
        <span aria-live="polite">{title}</span>
        {steps.slice(2).map(step)}
      </div>
      <div
        ref={grid}
        class="calendar-grid"
        role="grid"
        aria-label={title}
        onKeyDown={(event) => {
          const next = dayAfterKey(day, event);
          if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          setKeyboard(true);
          setDay(next);
        }}
      >
        <div role="row">
          {weekdays.map((name) => (
            <span key={name} role="columnheader">
              {name}
            </span>
          ))}
        </div>
        {weeksOf(day).map((week, index) => (
          <div key={index} role="row">
            {week.map((one) => (
              <span
                key={weekday(one)}
                role="gridcell"
                tabIndex={one === day ? 0 : -1}
                aria-selected={one === value}
                aria-current={one === today() ? 'date' : undefined}
                aria-label={dayWords(one)}
                class={one.slice(0, 7) === day.slice(0, 7) ? '' : 'outside'}
                onClick={() => {
                  onPick(one);
                }}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' && event.key !== ' ') return;
                  event.preventDefault();
                  onPick(one);
                }}
              >
                {Number(one.slice(8))}
              </span>
            ))}
          </div>
        ))}
      </div>
      <button
        type="button"
        class="quiet small"
        onClick={() => {
          onPick(today());
        }}
      >
        {say('paper.today')}
      </button>
    </div>
  );
}
