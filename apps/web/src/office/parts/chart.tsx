/**
 * A picture of figures: drawn by the chart library, which is loaded when the first picture is shown; beside it always the table
 * with the same figures, whose numbers lead to their rows. Colours come from the tokens, so that it fits light and dark pages;
 * nothing moves for those who asked for less motion. What the figures are is decided by whoever calls.
 */
import { Scrolls } from '../../shared/ui/scrolls.tsx';
import '../../shared/table/data-table.css';
import './chart.css';
import { chartText } from '@mingcha/core/oversight/pictures/chart-text.ts';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { type CSSProperties, type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { formatInstant } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';

/** Values of the tokens where the picture stands. */
export interface ChartColours {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly paper: string;
  readonly main: string;
  readonly pale: string;
  readonly faint: string;
  readonly warning: string;
  readonly ask: string;
}

/** What the library is told; the table's row of a mark is its `dataIndex` unless `rowOf` says otherwise. */
export type ChartOption = (colours: ChartColours) => EChartsCoreOption;

export interface ChartCell {
  readonly text: string;
  /** Opens the rows behind the figure. */
  readonly onOpen?: (() => void) | undefined;
  /** Name of the link for those who hear the page. */
  readonly label?: string;
}

export interface ChartMark {
  readonly name: string;
  readonly seriesIndex: number;
  readonly dataIndex: number;
  readonly value: unknown;
}

export interface ChartProps {
  readonly title: string;
  /** Instant or day of the figures. */
  readonly asOf: string;
  /** One or two sentences that say what the picture shows. */
  readonly says: string;
  readonly option: ChartOption;
  readonly height?: number;
  readonly head: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ChartCell[] }[];
  /** A mark of the picture was pressed. */
  readonly onMark?: (mark: ChartMark) => void;
  /** Beside the title: choices. */
  readonly actions?: ReactNode;
  /** Boundaries to register under a name before drawing. */
  readonly map?: { readonly name: string; readonly geoJson: object };
  /** Only the picture, for walls: the table stands elsewhere on the page. */
  readonly bare?: boolean;
}

function coloursOf(element: Element): ChartColours {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: token('--ink'),
    soft: token('--ink-2'),
    line: token('--hairline'),
    paper: token('--paper'),
    main: token('--blue'),
    pale: token('--blue-line'),
    faint: token('--blue-soft'),
    warning: token('--ochre'),
    ask: token('--ochre'),
  };
}

const calm = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

interface Drawn {
  readonly chart: EChartsType;
  readonly stop: () => void;
}

/** Loads the library, draws, and keeps the size of the place until it is stopped. */
async function draw(place: HTMLElement, of: Pick<ChartProps, 'option' | 'map'>): Promise<Drawn> {
  const library = await import('./chart-library.ts');
  if (of.map !== undefined)
    library.registerMap(of.map.name, of.map.geoJson as Parameters<typeof library.registerMap>[1]);
  const chart = library.init(place, null, { renderer: 'canvas' });
  const colours = coloursOf(place);
  chart.setOption({
    animation: !calm(),
    animationDuration: 300,
    textStyle: { color: colours.ink, fontFamily: getComputedStyle(place).fontFamily },
    ...of.option(colours),
  });
  const watch = new ResizeObserver(() => chart.resize({ animation: { duration: 0 } }));
  watch.observe(place);
  return {
    chart,
    stop: () => {
      watch.disconnect();
      chart.dispose();
    },
  };
}

/** Draws into the element for as long as it stands; gives what is needed to save the picture. */
function usePicture(props: ChartProps) {
  const { option, map, onMark, title } = props;
  const element = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const [failed, setFailed] = useState(false);
  const pressed = useEffectEvent((mark: ChartMark) => onMark?.(mark));
  useEffect(() => {
    const place = element.current;
    if (place === null) return undefined;
    let over = false;
    const start = async () => {
      const made = await draw(place, map === undefined ? { option } : { option, map });
      if (over) {
        made.stop();
        return;
      }
      drawn.current = made;
      made.chart.on('click', (mark) =>
        pressed({
          name: mark.name,
          seriesIndex: mark.seriesIndex ?? 0,
          dataIndex: mark.dataIndex,
          value: mark.value,
        }),
      );
    };
    start().catch(() => setFailed(true));
    return () => {
      over = true;
      drawn.current?.stop();
      drawn.current = null;
    };
  }, [option, map]);
  const save = (): void => {
    const url = drawn.current?.chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#fff' });
    if (url === undefined) return;
    const link = document.createElement('a');
    link.href = url;
    link.download = `${title}.png`;
    link.click();
  };
  return { element, failed, save };
}

export function Chart(props: ChartProps) {
  const say = useText(chartText);
  const { element, failed, save } = usePicture(props);
  const asOf = props.asOf.length > 10 ? formatInstant(props.asOf) : props.asOf;
  const picture = failed ? (
    <p className="secondary">{say('failed')}</p>
  ) : (
    <div
      ref={element}
      className="chart-picture"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the library draws on a canvas inside
      role="img"
      aria-label={`${props.title}${say('colon')}${props.says}`}
      style={{ '--chart-height': `${props.height ?? 300}px` } as CSSProperties}
    />
  );
  if (props.bare === true) return picture;
  return (
    <figure className="chart">
      <figcaption className="chart-head">
        <h2>{props.title}</h2>
        {props.actions}
        <span className="secondary">{say('asOf', { at: asOf })}</span>
        <Button size="small" kind="quiet" className="no-print" onClick={save}>
          {say('save')}
        </Button>
      </figcaption>
      {picture}
      <p className="secondary">{props.says}</p>
      <Figures title={props.title} head={props.head} rows={props.rows} />
    </figure>
  );
}

function Figures(props: Pick<ChartProps, 'title' | 'head' | 'rows'>) {
  const say = useText(chartText);
  return (
    <details className="chart-figures">
      <summary>{say('table')}</summary>
      <Scrolls>
        <table className="table" aria-label={props.title}>
          <thead>
            <tr>
              {props.head.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row) => (
              <tr key={row.key}>
                {row.cells.map((cell, i) => (
                  <td key={i}>
                    <CellText cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </details>
  );
}

function CellText({ cell }: { readonly cell: ChartCell }) {
  if (cell.onOpen === undefined) return cell.text;
  return (
    <button type="button" className="chart-link" aria-label={cell.label} onClick={cell.onOpen}>
      {cell.text}
    </button>
  );
}
