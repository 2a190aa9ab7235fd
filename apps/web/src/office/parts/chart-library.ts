/** The parts of the chart library that pictures use, in a chunk of their own: only `chart.tsx` loads it, and only when a picture is shown. */
import { BarChart, FunnelChart, HeatmapChart, LineChart, MapChart, ScatterChart } from 'echarts/charts';
import {
  CalendarComponent,
  GeoComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, use as register, registerMap } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

register([
  BarChart,
  FunnelChart,
  HeatmapChart,
  LineChart,
  MapChart,
  ScatterChart,
  CalendarComponent,
  GeoComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
]);

export { init, registerMap };
